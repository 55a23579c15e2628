package dev.baton.common.jobfile;

/**
 * How large a job file and its parts may be. Lengths are in characters where nothing else is said.
 */
public final class JobFileLimits {
  /** The whole file in bytes; checked before it is parsed. */
  public static final int MAX_FILE_BYTES = 5 * 1024 * 1024;

  /** Lists and mappings within each other. */
  public static final int MAX_DEPTH = 16;

  /** Values in the file, with aliases written out. */
  public static final int MAX_NODES = 500_000;

  /** All texts in the file together, with aliases written out. */
  public static final int MAX_TOTAL_TEXT = MAX_FILE_BYTES;

  /** Problems reported at once. */
  public static final int MAX_PROBLEMS = 50;

  public static final int MAX_DESCRIPTION = 10_000;

  /** A script, or the body of a request. */
  public static final int MAX_SCRIPT = 1024 * 1024;

  /** Program and arguments of a command or an interpreter. */
  public static final int MAX_ARGV = 1_000;

  /** One argument, one value of a parameter or a header, a URL. */
  public static final int MAX_VALUE = 64 * 1024;

  /** Entries of params, labels, headers or args. */
  public static final int MAX_ENTRIES = 500;

  /** Most tasks that one task may come after. */
  public static final int MAX_AFTER = 10_000;

  private JobFileLimits() {}
}
