package dev.baton.coordinator.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import java.util.List;

/**
 * Logs and artifacts, in chunks. Not under the epoch: a chunk is named by its attempt and number
 * and written once, whoever writes it; writing it again changes nothing. Methods block and throw
 * {@link StoreException} when the store does not answer.
 */
public interface LogStore {
  /** Most bytes of log kept of one attempt; what comes after is dropped behind a visible mark. */
  long MAX_LOG_BYTES = 16L * 1024 * 1024;

  /** Most bytes of one artifact. */
  long MAX_ARTIFACT_BYTES = 8L * 1024 * 1024;

  /** Most artifacts listed of one run. */
  int MAX_ARTIFACTS_OF_A_RUN = 1_000;

  /**
   * Stores the pieces, all in one transaction. What lies beyond {@link #MAX_LOG_BYTES} of an
   * attempt is dropped, and the log ends there with a line that says so.
   */
  void putLog(List<LogPiece> pieces);

  /**
   * Bytes from {@code offset} on, at most {@code limit}; empty at the end, and where a piece is
   * still missing.
   */
  LogSlice readLog(AttemptId attempt, long offset, int limit);

  /** Pieces beyond {@link #MAX_ARTIFACT_BYTES} are dropped; such an artifact is never complete. */
  void putArtifact(List<ArtifactPiece> pieces);

  List<Artifact> artifacts(RunId run);

  /** The whole file as the newest attempt left it that left it whole, or null if there is none. */
  byte[] readArtifact(RunId run, String task, String name);

  record LogPiece(AttemptId attempt, int number, long offset, byte[] bytes, boolean last) {}

  /** {@code complete} says that the log's last chunk is stored and this slice reaches its end. */
  record LogSlice(long offset, byte[] bytes, boolean complete) {}

  record ArtifactPiece(AttemptId attempt, String name, int number, byte[] bytes, boolean last) {}

  record Artifact(AttemptId attempt, String name, long sizeBytes, boolean complete) {}
}
