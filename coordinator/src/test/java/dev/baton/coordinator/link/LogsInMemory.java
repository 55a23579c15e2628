package dev.baton.coordinator.link;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is written; can be away. */
final class LogsInMemory implements LogStore {
  final List<LogPiece> logs = new ArrayList<>();
  final List<ArtifactPiece> artifacts = new ArrayList<>();
  private boolean away;

  synchronized void away(boolean now) {
    away = now;
  }

  @Override
  public synchronized void putLog(List<LogPiece> pieces) {
    check();
    logs.addAll(pieces);
  }

  @Override
  public synchronized void putArtifact(List<ArtifactPiece> pieces) {
    check();
    artifacts.addAll(pieces);
  }

  private void check() {
    if (away) {
      throw new StoreException("away", null);
    }
  }

  @Override
  public LogSlice readLog(AttemptId attempt, long offset, int limit) {
    throw new UnsupportedOperationException("not read here");
  }

  @Override
  public List<Artifact> artifacts(RunId run) {
    throw new UnsupportedOperationException("not read here");
  }

  @Override
  public byte[] readArtifact(RunId run, String task, String name) {
    throw new UnsupportedOperationException("not read here");
  }
}
