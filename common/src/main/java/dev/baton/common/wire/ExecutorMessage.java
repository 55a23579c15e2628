package dev.baton.common.wire;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** What an executor says to a coordinator. */
public sealed interface ExecutorMessage {
  /**
   * First word on a link, and again on {@link CoordinatorMessage.HelloRequest}: the whole state.
   *
   * @param home fingerprint of the data directory (random id, host and real path): tells a copied
   *     configuration from a restart
   * @param endedIncarnations earlier process lives whose process trees are proven gone
   * @param clusterId the cluster this executor has worked for; empty before the first welcome
   * @param highestEpoch the highest epoch it has obeyed, 0 if none
   * @param running attempts that run now
   * @param outcomes journalled outcomes that nobody has acknowledged, of any incarnation
   * @param predecessor how the process life before this one ended, as {@code WORD: text}; empty if
   *     that is not known. Evidence only; the words are in {@link PredecessorEnd}
   */
  record Hello(
      int wireVersion,
      String clusterId,
      ExecutorId executor,
      Incarnation incarnation,
      String home,
      List<Incarnation> endedIncarnations,
      long highestEpoch,
      Capacity capacity,
      List<AttemptId> running,
      List<AttemptOutcome> outcomes,
      String predecessor)
      implements ExecutorMessage {
    public Hello {
      predecessor = predecessor == null ? "" : predecessor;
    }

    /** One that says nothing of the process life before. */
    public Hello(
        int wireVersion,
        String clusterId,
        ExecutorId executor,
        Incarnation incarnation,
        String home,
        List<Incarnation> endedIncarnations,
        long highestEpoch,
        Capacity capacity,
        List<AttemptId> running,
        List<AttemptOutcome> outcomes) {
      this(
          wireVersion,
          clusterId,
          executor,
          incarnation,
          home,
          endedIncarnations,
          highestEpoch,
          capacity,
          running,
          outcomes,
          "");
    }
  }

  /**
   * Carries the whole state, every 500 ms by default.
   *
   * @param number grows by one in this incarnation; the answer names it
   * @param epoch the epoch it obeys
   */
  record Heartbeat(long number, long epoch, List<AttemptId> running, Load load)
      implements ExecutorMessage {}

  /** The attempt's process or handler has been started. */
  record Started(AttemptId attempt, Instant startedAt) implements ExecutorMessage {}

  /** The attempt is over; said again on each link until acknowledged. */
  record Ended(AttemptOutcome outcome) implements ExecutorMessage {}

  /** A start that was not obeyed, with the reason; the attempt has not run and will not. */
  record StartRefused(AttemptId attempt, String reason) implements ExecutorMessage {}

  /**
   * A piece of an attempt's log. Numbered from 0 without gaps; said again until acknowledged.
   *
   * @param offset of the first byte in the attempt's log
   * @param last whether the log ends here
   */
  record LogChunk(AttemptId attempt, int number, long offset, byte[] bytes, boolean last)
      implements ExecutorMessage {}

  /** A piece of a file that the attempt left as an artifact of its run. */
  record ArtifactChunk(AttemptId attempt, String name, int number, byte[] bytes, boolean last)
      implements ExecutorMessage {}

  /** No new attempts, please: the executor has been asked to stop and finishes what runs. */
  record Draining(String reason) implements ExecutorMessage {}

  /** A clean end: nothing runs any more, every outcome is acknowledged or in the journal. */
  record Goodbye(String reason) implements ExecutorMessage {}

  /**
   * What an executor can take.
   *
   * @param handlers names of its java handlers
   * @param interpreters programs it has found for script tasks, e.g. {@code python3}
   * @param version of the executor program
   */
  record Capacity(
      String group,
      SortedMap<String, String> labels,
      int slots,
      List<String> handlers,
      List<String> interpreters,
      String version,
      String host,
      long pid) {}

  /**
   * What its machine is busy with; negative = unknown.
   *
   * @param cpu use of all cores, 0.0 to 1.0
   * @param diskFreeBytes of the disk with its data directory
   * @param cpuWaiting part of the last ten seconds in which something waited for a core, 0.0 to 1.0
   * @param diskFails whether it cannot write its journal
   */
  record Load(
      double cpu,
      long memoryUsedBytes,
      long memoryTotalBytes,
      long diskFreeBytes,
      int running,
      Long diskTotalBytes,
      Double cpuWaiting,
      Boolean diskFails) {
    public static final Load UNKNOWN = new Load(-1, -1, -1, -1, 0);

    /** What executors before did not say is unknown. */
    public Load {
      diskTotalBytes = diskTotalBytes == null ? -1 : diskTotalBytes;
      cpuWaiting = cpuWaiting == null ? -1 : cpuWaiting;
      diskFails = diskFails != null && diskFails;
    }

    public Load(
        double cpu, long memoryUsedBytes, long memoryTotalBytes, long diskFreeBytes, int running) {
      this(cpu, memoryUsedBytes, memoryTotalBytes, diskFreeBytes, running, null, null, null);
    }

    /** The same, with that many attempts. */
    public Load withRunning(int attempts) {
      return new Load(
          cpu,
          memoryUsedBytes,
          memoryTotalBytes,
          diskFreeBytes,
          attempts,
          diskTotalBytes,
          cpuWaiting,
          diskFails);
    }
  }
}
