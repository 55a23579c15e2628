package dev.baton.cli.run;

import dev.baton.cli.client.Output;
import dev.baton.cli.client.Printable;
import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.run.AttemptStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prints the logs of several attempts as they grow, whole lines only, each behind the name of its
 * task.
 */
final class LogFollower {
  /** How long an attempt that is over may still bring log, when its end is not marked. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final BatonClient client;
  private final long run;
  private final Output output;
  private final Predicate<AttemptView> wanted;
  private final Map<String, Tail> tails = new HashMap<>();

  /** One line as programs read it. */
  private record LogLine(String task, int attempt, String text) {}

  /** What has been read of one attempt's log. */
  private static final class Tail {
    private long offset;
    private boolean complete;
    private Instant endSeenAt;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  }

  LogFollower(BatonClient client, long run, Output output) {
    this(client, run, output, attempt -> true);
  }

  LogFollower(BatonClient client, long run, Output output, Predicate<AttemptView> wanted) {
    this.client = client;
    this.run = run;
    this.output = output;
    this.wanted = wanted;
  }

  /** Prints what is new. */
  void advance(RunDetailView detail) {
    for (TaskRunView task : detail.tasks()) {
      for (AttemptView attempt : task.attempts()) {
        if (wanted.test(attempt)) {
          advance(attempt, task.attempts().size() > 1);
        }
      }
    }
    output.out().flush();
  }

  private void advance(AttemptView attempt, boolean several) {
    Tail tail = tails.computeIfAbsent(key(attempt), key -> new Tail());
    while (!tail.complete) {
      LogSliceView slice =
          client.log(
              run, attempt.task(), attempt.number(), tail.offset, ApiLimits.MAX_LOG_SLICE_BYTES, 0);
      print(tail, attempt, several, slice.bytes());
      tail.offset = slice.nextOffset();
      tail.complete = slice.complete() || isOverdue(tail, attempt);
      if (slice.bytes().length == 0) {
        break;
      }
    }
    if (tail.complete && tail.line.size() > 0) {
      printLine(tail, attempt, several);
    }
  }

  private static boolean isOverdue(Tail tail, AttemptView attempt) {
    if (attempt.status() != AttemptStatus.ENDED) {
      return false;
    }
    if (tail.endSeenAt == null) {
      tail.endSeenAt = Instant.now();
    }
    return Instant.now().isAfter(tail.endSeenAt.plus(GRACE));
  }

  private void print(Tail tail, AttemptView attempt, boolean several, byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        printLine(tail, attempt, several);
      } else {
        tail.line.write(b);
      }
    }
  }

  private void printLine(Tail tail, AttemptView attempt, boolean several) {
    LogLine line =
        new LogLine(attempt.task(), attempt.number(), tail.line.toString(StandardCharsets.UTF_8));
    output.item(
        line,
        () ->
            line.task()
                + (several ? "/" + line.attempt() : "")
                + " | "
                + Printable.line(line.text()));
    tail.line.reset();
  }

  /** Whether everything has been printed that the attempts of an ended run will ever bring. */
  boolean isComplete(RunDetailView detail) {
    for (TaskRunView task : detail.tasks()) {
      for (AttemptView attempt : task.attempts()) {
        Tail tail = tails.get(key(attempt));
        if (wanted.test(attempt) && (tail == null || !tail.complete)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String key(AttemptView attempt) {
    return attempt.task() + "/" + attempt.number();
  }
}
