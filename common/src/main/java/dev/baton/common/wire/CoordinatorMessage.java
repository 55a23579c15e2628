package dev.baton.common.wire;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** What a coordinator says to an executor. Every frame bears the epoch of its sender. */
public sealed interface CoordinatorMessage {
  /** The epoch under which this was said; an executor refuses one lower than it has obeyed. */
  long epoch();

  /** Asks for a {@link ExecutorMessage.Hello}: a leader has raised and rebuilds its soft state. */
  record HelloRequest(long epoch, String clusterId) implements CoordinatorMessage {}

  /**
   * The hello was taken; outcomes that it listed are answered by {@link OutcomesAccepted} later.
   *
   * @param kill attempts it said to run that are over for the leader
   */
  record Welcome(long epoch, String clusterId, long heartbeatMs, long leaseMs, List<AttemptId> kill)
      implements CoordinatorMessage {}

  /** The executor may not take part; it says the reason in its log and tries again later. */
  record Refused(long epoch, RefusalCode code, String reason) implements CoordinatorMessage {}

  /**
   * Answers the heartbeat of that number.
   *
   * @param grantMs the lease runs until the heartbeat's <em>send</em> time plus this; 0 = no grant
   */
  record HeartbeatAck(long epoch, long number, long grantMs) implements CoordinatorMessage {}

  /** Start this attempt; obeyed only within a live lease of this epoch. */
  record Start(long epoch, StartOrder order) implements CoordinatorMessage {}

  /** End the attempt: ask, and force after the grace period. */
  record Cancel(long epoch, AttemptId attempt, long graceMs, String reason)
      implements CoordinatorMessage {}

  /** These outcomes are in the store; the journal may forget them. */
  record OutcomesAccepted(long epoch, List<AttemptId> attempts) implements CoordinatorMessage {}

  /** Log chunks up to and with this number are in the store. */
  record LogAccepted(long epoch, AttemptId attempt, int number) implements CoordinatorMessage {}

  /** Artifact chunks up to and with this number are in the store. */
  record ArtifactAccepted(long epoch, AttemptId attempt, String name, int number)
      implements CoordinatorMessage {}

  /** Not the leader; dial there instead. {@code leaderAddress} is empty where it is not known. */
  record NotLeader(long epoch, String leaderAddress) implements CoordinatorMessage {}

  /** Why an executor is refused. */
  enum RefusalCode {
    /** The same name is in use from another data directory. */
    NAME_IN_USE,
    OTHER_CLUSTER,
    WIRE_VERSION,
    TOKEN,
    MALFORMED
  }

  /**
   * All that an executor needs to run one attempt.
   *
   * @param leased whether its process tree must end when the lease does
   * @param fireAt the nominal instant; null for runs without one
   * @param idempotencyKey stable over the attempts of one task run
   * @param params run's and task's, merged
   * @param inputs outputs of the tasks it comes after, keyed {@code task.key}
   * @param timeout null = none
   */
  record StartOrder(
      AttemptId attempt,
      JobKey job,
      FencingToken token,
      String idempotencyKey,
      boolean leased,
      Trigger trigger,
      Instant fireAt,
      TaskAction action,
      SortedMap<String, String> params,
      SortedMap<String, String> inputs,
      Duration timeout,
      Duration killGrace) {}
}
