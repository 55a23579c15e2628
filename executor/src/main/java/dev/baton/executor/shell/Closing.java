package dev.baton.executor.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, closed in the opposite order; one that fails does not keep the others open. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private record Part(String name, Runnable close) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  synchronized void add(String name, Runnable close) {
    parts.push(new Part(name, close));
  }

  void close() {
    while (true) {
      Part part;
      synchronized (this) {
        part = parts.poll();
      }
      if (part == null) {
        return;
      }
      try {
        part.close().run();
      } catch (RuntimeException e) {
        LOG.warn("Closing: {} failed", part.name(), e);
      }
    }
  }
}
