package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.LogStore.LogPiece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts an attempt's log at its limit, behind a mark that a reader sees. Depends on the piece alone,
 * so that a piece that comes twice is cut the same way.
 */
final class LogCap {
  static final String MARK =
      "\n[The log is cut here: of each attempt the first "
          + LogStore.MAX_LOG_BYTES / (1024 * 1024)
          + " MiB are kept.]\n";

  private LogCap() {}

  /** The piece to keep, or null if it lies beyond the cut. */
  static LogPiece apply(LogPiece piece) {
    long room = LogStore.MAX_LOG_BYTES - piece.offset();
    if (piece.bytes().length <= room) {
      return piece;
    }
    if (room < 0) {
      return null;
    }
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    cut.write(piece.bytes(), 0, (int) room);
    cut.writeBytes(MARK.getBytes(StandardCharsets.UTF_8));
    return new LogPiece(piece.attempt(), piece.number(), piece.offset(), cut.toByteArray(), true);
  }
}
