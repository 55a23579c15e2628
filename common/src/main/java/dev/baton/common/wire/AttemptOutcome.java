package dev.baton.common.wire;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.run.Outcome;
import java.time.Instant;
import java.util.SortedMap;

/**
 * How an attempt ended, as its executor saw it.
 *
 * @param incarnation the process life in which it ran
 * @param exitCode of the task's program; null where there is none
 * @param message for people: why it ended so; never null
 * @param outputs for downstream tasks; {@link #MAX_OUTPUT_BYTES} at most, keys and values together
 * @param startedAt null if it never started
 */
public record AttemptOutcome(
    AttemptId attempt,
    Incarnation incarnation,
    Outcome outcome,
    Integer exitCode,
    String message,
    SortedMap<String, String> outputs,
    Instant startedAt,
    Instant endedAt) {
  public static final int MAX_OUTPUT_BYTES = 64 * 1024;
  public static final int MAX_MESSAGE_LENGTH = 2_000;
}
