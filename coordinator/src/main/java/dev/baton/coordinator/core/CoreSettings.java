package dev.baton.coordinator.core;

/**
 * Times and limits of the core. All times in milliseconds.
 *
 * @param leaseMs how long an executor's lease runs from the send time of its heartbeat
 * @param driftMarginMs added on the granter's side for clocks that run at different speeds
 * @param heartbeatMs between two heartbeats of an executor
 * @param suspectAfterBeats heartbeats missing before an executor is suspect
 * @param resetGraceMs after a link reset, for the same incarnation to come back
 * @param reconnectGraceMs after a raise, for executors to dial, before RERUN tasks of those that
 *     have not are run again
 * @param requestTimeoutMs before a store or election request counts as unanswered
 * @param raiseRetryMs between two tries to raise
 * @param clockStepMs a difference to the store's clock above this holds fires
 * @param maxBatchFacts facts in one commit
 * @param maxFiresPerStep fire times decided in one step
 * @param maxLosses lost attempts of one task run before it is HELD
 * @param maxQueuedRuns waiting runs per job (overlap QUEUE_ALL)
 * @param maxActiveRuns runs that have not ended, in all
 * @param maxRunsPerJob runs of one job that have not ended, waiting ones too: one job alone never
 *     takes all there is
 * @param retries how many automatic further tries there may be
 */
public record CoreSettings(
    long leaseMs,
    long driftMarginMs,
    long heartbeatMs,
    int suspectAfterBeats,
    long resetGraceMs,
    long reconnectGraceMs,
    long requestTimeoutMs,
    long raiseRetryMs,
    long clockStepMs,
    int maxBatchFacts,
    int maxFiresPerStep,
    int maxLosses,
    int maxQueuedRuns,
    int maxActiveRuns,
    int maxRunsPerJob,
    RetryLimits retries) {
  public static final CoreSettings DEFAULT =
      new CoreSettings(
          6_000,
          300,
          500,
          3,
          150,
          3_000,
          3_000,
          100,
          2_000,
          20_000,
          2_000,
          20,
          1_000,
          200_000,
          100_000,
          RetryLimits.DEFAULT);
}
