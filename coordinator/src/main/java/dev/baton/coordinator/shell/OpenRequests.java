package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Commands that wait for the core's answer. Safe on every thread. */
final class OpenRequests {
  /** Commands that may wait at once; more are rejected. */
  static final int MAX_OPEN = 10_000;

  private final Map<Long, CompletableFuture<CommandResult>> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  /** A request number, or -1 if too many wait. */
  long begin(CompletableFuture<CommandResult> answer) {
    if (open.size() >= MAX_OPEN) {
      answer.complete(
          new Rejected(Code.LIMIT, MAX_OPEN + " commands wait already; ask again in a moment."));
      return -1;
    }
    long request = last.incrementAndGet();
    open.put(request, answer);
    return request;
  }

  void answer(long request, CommandResult result) {
    CompletableFuture<CommandResult> waiting = open.remove(request);
    if (waiting != null) {
      // On a thread of its own: what hangs on the answer must not hold up the core.
      waiting.completeAsync(() -> result);
    }
  }

  /** The core has lost its memory: nobody knows what became of these. */
  void answerAllUnknown() {
    for (Long request : open.keySet()) {
      answer(
          request,
          new Rejected(
              Code.UNKNOWN,
              "The coordinator had to begin anew before it knew whether this took effect. Ask again"
                  + " with the same request key."));
    }
  }
}
