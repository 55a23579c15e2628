package dev.baton.executor.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import java.util.List;

/**
 * Who this process life is, as far as it is known when it begins.
 *
 * @param wireVersion of the messages it says
 * @param home fingerprint of the data directory
 * @param endedIncarnations earlier process lives whose process trees are proven gone
 * @param clusterId the cluster this executor has worked for; empty if none yet
 * @param highestEpoch the highest epoch that is known to have been obeyed; 0 if none
 * @param predecessor how the process life before ended; see {@link
 *     dev.baton.common.wire.PredecessorEnd}; empty if that is not known
 */
public record ExecutorIdentity(
    int wireVersion,
    ExecutorId executor,
    Incarnation incarnation,
    String home,
    Capacity capacity,
    List<Incarnation> endedIncarnations,
    String clusterId,
    long highestEpoch,
    String predecessor) {
  public ExecutorIdentity {
    endedIncarnations = List.copyOf(endedIncarnations);
  }

  /** One that knows nothing of the process life before. */
  public ExecutorIdentity(
      int wireVersion,
      ExecutorId executor,
      Incarnation incarnation,
      String home,
      Capacity capacity,
      List<Incarnation> endedIncarnations,
      String clusterId,
      long highestEpoch) {
    this(
        wireVersion,
        executor,
        incarnation,
        home,
        capacity,
        endedIncarnations,
        clusterId,
        highestEpoch,
        "");
  }
}
