package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was seen of other coordinators lately; evidence for whoever takes over from one. */
final class PeersSeen {
  /** What is older says nothing of a leader that has gone now. */
  static final long FRESH_MS = 30_000;

  /** Coordinators remembered; the one heard of first is forgotten first. */
  static final int MAX = 16;

  private record Seen(Input.PeerSeen what, long nanos) {}

  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > MAX;
        }
      };

  void heard(Now now, Input.PeerSeen what) {
    seen.put(what.coordinator(), new Seen(what, now.nanos()));
  }

  Map<String, Input.PeerSeen> fresh(Now now) {
    Map<String, Input.PeerSeen> fresh = new LinkedHashMap<>();
    seen.forEach((coordinator, it) -> {
      if (now.nanos() - it.nanos() <= FRESH_MS * Now.NANOS_PER_MS) {
        fresh.put(coordinator, it.what());
      }
    });
    return fresh;
  }
}
