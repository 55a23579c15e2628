package dev.baton.executor.journal;

/**
 * What the spool takes.
 *
 * @param totalBytes of all logs and artifacts that wait for their acknowledgement
 * @param logBytes of one attempt's log; what comes after is dropped behind a visible mark
 * @param artifactBytes of one artifact; a longer one is not kept, which its attempt's log says
 * @param chunkBytes longest chunk
 * @param chunkMillis longest time that output waits for a chunk to fill
 */
public record SpoolLimits(
    long totalBytes, long logBytes, long artifactBytes, int chunkBytes, long chunkMillis) {
  /** Log and artifact limits are those of the coordinators' store. */
  public static final SpoolLimits DEFAULT =
      new SpoolLimits(1024L * 1024 * 1024, 16L * 1024 * 1024, 8L * 1024 * 1024, 64 * 1024, 250);

  /** Room for the marks that say what was dropped; within {@link #logBytes}. */
  static final int MARK_BYTES = 512;

  /** What each file counts for at least, so that empty ones count too. */
  static final int FILE_BYTES = 4 * 1024;
}
