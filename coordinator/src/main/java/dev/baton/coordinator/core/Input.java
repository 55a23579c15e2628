package dev.baton.coordinator.core;

import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Instant;
import java.util.List;

/** What enters the core. Answers carry the id of the effect that asked. */
public sealed interface Input {
  /** Time has passed: the moment that {@link Effect.WakeAt} asked for, or any other. */
  record Tick() implements Input {}

  /**
   * Our place in the election.
   *
   * @param node our own election node; null while we have none
   * @param first whether no other node stands before it
   */
  record ElectionChanged(ElectionNode node, boolean first) implements Input {}

  /**
   * Answers {@link Effect.ReadEpoch}.
   *
   * @param missingKeys unique keys that the store should have and does not
   */
  record EpochRead(
      long request, StoreAnswer answer, String clusterId, long epoch, List<String> missingKeys)
      implements Input {
    public EpochRead {
      missingKeys = List.copyOf(missingKeys);
    }

    /** Of a store that has all its keys. */
    public EpochRead(long request, StoreAnswer answer, String clusterId, long epoch) {
      this(request, answer, clusterId, epoch, List.of());
    }
  }

  /** Answers {@link Effect.ConfirmElection}: a sync, then a read. */
  record ElectionConfirmed(long request, Confirmation confirmation) implements Input {}

  /** Answers {@link Effect.RaiseEpoch}. FENCED: the epoch was not what we had read. */
  record EpochRaised(long request, StoreAnswer answer) implements Input {}

  /** Answers {@link Effect.LoadSnapshot}. FENCED: somebody has raised since. */
  record SnapshotLoaded(long request, StoreAnswer answer, Snapshot snapshot, Instant storeTime)
      implements Input {}

  /**
   * Answers {@link Effect.Commit}.
   *
   * @param epoch of the batch; each epoch numbers its batches anew
   * @param storeTime the store's clock at the commit; null unless OK
   */
  record CommitDone(long epoch, long batch, StoreAnswer answer, Instant storeTime)
      implements Input {}

  /** An executor has dialled. */
  record LinkOpened(long link, String remoteAddress) implements Input {}

  /** The link is gone: reset, closed or timed out. Nothing more comes from it. */
  record LinkClosed(long link, String reason) implements Input {}

  record FromExecutor(long link, ExecutorMessage message) implements Input {}

  /**
   * Somebody asks for something.
   *
   * @param request named by the {@link Effect.Answer}
   */
  record CommandGiven(long request, Command command) implements Input {}

  /** Whether the store answers this coordinator, seen by a probe beside the commits. */
  record StoreHealth(boolean answers, String detail) implements Input {}

  /** A standby says whether the store answers it. */
  record PeerStoreHealth(String coordinator, boolean answers) implements Input {}

  /**
   * How the connection to ZooKeeper stands; said at each change, and again while it is lost.
   *
   * @param noQuorum servers were reached, and serve nobody
   * @param wiped the ensemble is there, without what it had held
   * @param detail what was seen, for people; may be empty
   */
  record ZooKeeperHeard(boolean connected, boolean noQuorum, boolean wiped, String detail)
      implements Input {}

  /** What a standby has seen of the coordinator before it when it dialled it. */
  record PeerSeen(String coordinator, PeerReach reach, String detail) implements Input {}

  /** How another coordinator answers a dial. */
  enum PeerReach {
    /** Its link was reset and a new one refused, or another process answers: it is dead. */
    DEAD,
    /** The connection is made, and nobody says a word. */
    MUTE,
    /** No connection is made. */
    UNREACHABLE,
    /** The very process answers. */
    ALIVE
  }

  /** An election node of ours: its path, and the ZooKeeper session it belongs to. */
  record ElectionNode(String path, String session) {}

  /** How the store answered. */
  enum StoreAnswer {
    OK,
    /** The epoch in the store is not the one we acted under. Nothing was written. */
    FENCED,
    /** A unique key would have been broken: memory and store differ. Nothing was written. */
    CONFLICT,
    /** No answer, or one that leaves open whether it was written. */
    UNKNOWN
  }

  /** How ZooKeeper answered. */
  enum Confirmation {
    FIRST,
    NOT_FIRST,
    /** No answer. */
    UNKNOWN
  }
}
