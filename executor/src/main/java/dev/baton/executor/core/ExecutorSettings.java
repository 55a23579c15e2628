package dev.baton.executor.core;

/**
 * Times and limits of the executor core. Heartbeat and lease come with the leader's welcome.
 *
 * @param dialTimeoutMs until a dial that is neither up nor down is given up; the shell's own
 *     time-outs are shorter
 * @param helloTimeoutMs until a link on which no welcome came is given up
 * @param maxUnansweredHeartbeats a link with that many is given up
 * @param backOffMinMs before the second dial in a row; doubles with each
 * @param refusedBackOffMinMs before dialling again after a refused hello; doubles with each
 * @param sayAgainMs before an outcome without acknowledgement is said again on the same link
 * @param drainGraceMs most grace that a task gets when the time of a drain is over
 * @param lastWordsMs how long a drained executor waits for acknowledgements before it says goodbye
 */
public record ExecutorSettings(
    long dialTimeoutMs,
    long helloTimeoutMs,
    int maxUnansweredHeartbeats,
    long backOffMinMs,
    long backOffMaxMs,
    long refusedBackOffMinMs,
    long refusedBackOffMaxMs,
    long sayAgainMs,
    long drainGraceMs,
    long lastWordsMs) {
  public static final ExecutorSettings DEFAULT =
      new ExecutorSettings(5_000, 8_000, 10, 50, 2_000, 1_000, 30_000, 5_000, 5_000, 3_000);
}
