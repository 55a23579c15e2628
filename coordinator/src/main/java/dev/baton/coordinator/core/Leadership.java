package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Instant;
import java.util.List;

/**
 * The way from the election to the epoch: stand, read, confirm, raise, load ({@code
 * docs/protocol.md}, section 1). Every step may stay without answer; then it starts again.
 */
final class Leadership {
  /** Where this coordinator is on its way. */
  enum Phase {
    /** No election node. */
    AWAY,
    /** Has a node; another stands before it. */
    WAITING,
    /** First; about to try (again). */
    PAUSING,
    READING,
    CONFIRMING,
    RAISING,
    LOADING,
    LEADING
  }

  /** What a completed load hands over. */
  record Raised(
      String clusterId,
      long epoch,
      long raiseSentNanos,
      long raisedNanos,
      Snapshot snapshot,
      Instant storeTime) {}

  /** Without its store for this long, a first candidate yields to one whose store answers. */
  static final long YIELD_AFTER_MS = 2_000;

  /** A raise so soon after an outage of the store is what that outage led to. */
  static final long AFTER_OUTAGE_MS = 10_000;

  /** A load is given no longer than this, however many before it took too long. */
  static final long MAX_LOAD_MS = 60_000;

  /** A store without its keys is looked at again after this time. */
  static final long UNFIT_RETRY_MS = 5_000;

  private final CoreSettings settings;
  private final SafetyRules rules;

  private Phase phase = Phase.AWAY;
  private ElectionNode node;
  private boolean storeAnswers;
  private boolean standAsked;
  private long request;
  private long requestDeadlineNanos = Long.MAX_VALUE;
  private long retryAtNanos = Long.MAX_VALUE;
  private String clusterId = "";
  private long readEpoch;
  private long raiseTo;
  private long highestObeyed;
  private long raiseSentNanos;
  private long raisedNanos;

  /** For the next load: twice as long after each that took too long. */
  private long loadPatienceMs;

  private Input.SnapshotLoaded loadedEarly;
  private Instant storeAwaySince;
  private long storeAwaySinceNanos;
  private boolean storeBack;
  private long storeBackNanos;
  private Instant firstAt;
  private boolean unfit;
  private long restsUntilNanos = Long.MIN_VALUE;

  Leadership(CoreSettings settings, SafetyRules rules) {
    this.settings = settings;
    this.rules = rules;
    this.loadPatienceMs = settings.requestTimeoutMs();
  }

  Phase phase() {
    return phase;
  }

  ElectionNode node() {
    return node;
  }

  Role role() {
    return switch (phase) {
      case AWAY, WAITING -> Role.STANDBY;
      case PAUSING, READING, CONFIRMING, RAISING, LOADING -> Role.RAISING;
      case LEADING -> Role.LEADER;
    };
  }

  /**
   * Since when the store has not answered, or did not until a moment ago; null if it has for longer
   * than that.
   */
  Instant storeAwaySince(Now now) {
    boolean longBack =
        storeBack && now.nanos() - storeBackNanos > AFTER_OUTAGE_MS * Now.NANOS_PER_MS;
    return longBack ? null : storeAwaySince;
  }

  /** For how long the store had not answered, or has not. */
  long storeAwayMs(Now now) {
    long untilNanos = storeBack ? storeBackNanos : now.nanos();
    return storeAwaySince == null ? 0 : (untilNanos - storeAwaySinceNanos) / Now.NANOS_PER_MS;
  }

  /** When we became the first candidate; null while we are not. */
  Instant firstAt() {
    return firstAt;
  }

  void storeIsBack() {
    storeAwaySince = null;
    storeBack = false;
  }

  /** Our place in the election changed. Answers whether what we had on it is void. */
  boolean electionChanged(Now now, ElectionNode newNode, boolean first, List<Effect> out) {
    boolean same = newNode != null && newNode.equals(node);
    boolean voided = !same || !first;
    if (newNode != null) {
      standAsked = false;
    }
    if (!voided && role() != Role.STANDBY) {
      return false;
    }
    node = newNode;
    clearRequest();
    if (newNode == null) {
      phase = Phase.AWAY;
      standAsked = false;
      stand(now, out);
    } else if (first) {
      firstAt = now.wall();
      read(now, out);
    } else {
      phase = Phase.WAITING;
    }
    return voided;
  }

  void storeHealth(Now now, boolean answers, List<Effect> out) {
    storeAnswers = answers;
    if (answers) {
      stand(now, out);
    } else if (phase == Phase.WAITING) {
      withdraw("the store does not answer here", out);
    }
    noteStore(now, answers);
  }

  private void noteStore(Now now, boolean answers) {
    boolean away = storeAwaySince != null && !storeBack;
    if (answers && away) {
      storeBack = true;
      storeBackNanos = now.nanos();
    } else if (!answers && !away) {
      storeBack = false;
      storeAwaySince = now.wall();
      storeAwaySinceNanos = now.nanos();
    }
  }

  /** A standby says that the store answers it. */
  void peerStoreHealth(Now now, String peer, boolean answers, List<Effect> out) {
    boolean stuck =
        role() == Role.RAISING
            && storeAwaySince != null
            && !storeBack
            && now.nanos() - storeAwaySinceNanos > YIELD_AFTER_MS * Now.NANOS_PER_MS;
    if (answers && stuck) {
      withdraw("the store answers at " + peer + " and not here", out);
      storeAnswers = false;
    }
  }

  private void stand(Now now, List<Effect> out) {
    boolean rests = now.nanos() < restsUntilNanos;
    if (phase == Phase.AWAY && storeAnswers && !standAsked && !rests) {
      standAsked = true;
      out.add(new Effect.Stand());
    }
  }

  /** Gives up the place; stands again once the store answers. */
  void withdraw(String reason, List<Effect> out) {
    if (node != null) {
      out.add(new Effect.Withdraw(node, reason));
    }
    node = null;
    phase = Phase.AWAY;
    standAsked = false;
    clearRequest();
  }

  /** A place given up on purpose is taken again behind the others. */
  void standAgain(Now now, List<Effect> out) {
    stand(now, out);
  }

  /** Keeps the place and begins again at reading; memory has been dropped. */
  void raiseAgain(Now now, long aboveEpoch) {
    highestObeyed = Math.max(highestObeyed, aboveEpoch);
    pause(now);
  }

  private void pause(Now now) {
    clearRequest();
    phase = Phase.PAUSING;
    retryAtNanos = now.nanosPlusMs(settings.raiseRetryMs());
  }

  private void clearRequest() {
    request++;
    requestDeadlineNanos = Long.MAX_VALUE;
    retryAtNanos = Long.MAX_VALUE;
    loadedEarly = null;
  }

  private long ask(Now now, Phase next) {
    return ask(now, next, settings.requestTimeoutMs());
  }

  private long ask(Now now, Phase next, long patienceMs) {
    clearRequest();
    phase = next;
    requestDeadlineNanos = now.nanosPlusMs(patienceMs);
    return request;
  }

  private void read(Now now, List<Effect> out) {
    out.add(new Effect.ReadEpoch(ask(now, Phase.READING)));
  }

  void epochRead(Now now, Input.EpochRead answer, List<Effect> out) {
    if (phase != Phase.READING || answer.request() != request) {
      return;
    }
    if (answer.answer() != StoreAnswer.OK) {
      noteStore(now, false);
      pause(now);
      return;
    }
    clusterId = answer.clusterId();
    readEpoch = answer.epoch();
    if (isUnfit(now, answer.missingKeys(), out)) {
      return;
    }
    raiseTo = rules.raisesAboveExecutors(readEpoch, highestObeyed);
    if (rules.confirmsElectionBeforeRaising()) {
      out.add(new Effect.ConfirmElection(ask(now, Phase.CONFIRMING), node));
    } else {
      raise(now, out);
    }
  }

  /** A leader whose store refuses no double would make some: it does not lead. */
  private boolean isUnfit(Now now, List<String> missingKeys, List<Effect> out) {
    boolean refuses = !missingKeys.isEmpty() && rules.refusesWithoutKeys();
    if (refuses != unfit) {
      unfit = refuses;
      out.add(new Effect.Unfit(refuses ? unfitText(missingKeys) : ""));
    }
    if (refuses) {
      restsUntilNanos = now.nanosPlusMs(UNFIT_RETRY_MS);
      withdraw("the store lacks unique keys", out);
    }
    return refuses;
  }

  private static String unfitText(List<String> missingKeys) {
    return "The store lacks unique keys that keep a fire from running twice: "
        + String.join(", ", missingKeys)
        + ". No coordinator leads on this store until they are back. Remove doubled rows, create the"
        + " keys again (docs/incidents.md, Keys of the store), or restore a backup; coordinators look"
        + " again every "
        + UNFIT_RETRY_MS / 1_000
        + " s by themselves.";
  }

  void confirmed(Now now, Input.ElectionConfirmed answer, List<Effect> out) {
    if (phase != Phase.CONFIRMING || answer.request() != request) {
      return;
    }
    switch (answer.confirmation()) {
      case FIRST -> raise(now, out);
      case NOT_FIRST, UNKNOWN -> pause(now);
    }
  }

  private void raise(Now now, List<Effect> out) {
    long id = ask(now, Phase.RAISING);
    raiseSentNanos = now.nanos();
    if (!rules.loadsAfterRaising()) {
      out.add(new Effect.LoadSnapshot(id, readEpoch));
    }
    out.add(new Effect.RaiseEpoch(id, readEpoch, raiseTo, node));
  }

  void raised(Now now, Input.EpochRaised answer, List<Effect> out) {
    if (phase != Phase.RAISING || answer.request() != request) {
      return;
    }
    if (answer.answer() != StoreAnswer.OK) {
      if (answer.answer() == StoreAnswer.UNKNOWN) {
        noteStore(now, false);
      }
      pause(now);
      return;
    }
    raisedNanos = now.nanos();
    noteStore(now, true);
    Input.SnapshotLoaded early = loadedEarly;
    long id = ask(now, Phase.LOADING, loadPatienceMs);
    if (rules.loadsAfterRaising()) {
      out.add(new Effect.LoadSnapshot(id, raiseTo));
    } else {
      loadedEarly = early;
    }
  }

  /** Answers the raise once it is complete, else null. */
  Raised loaded(Now now, Input.SnapshotLoaded answer) {
    if (!rules.loadsAfterRaising() && phase == Phase.RAISING && answer.request() == request) {
      loadedEarly = answer;
      return null;
    }
    if (phase != Phase.LOADING || answer.request() != request) {
      return null;
    }
    return complete(now, answer);
  }

  /** For the broken order of loading first: the load that came before the raise. */
  Raised takeEarlyLoad(Now now) {
    return phase == Phase.LOADING && loadedEarly != null ? complete(now, loadedEarly) : null;
  }

  private Raised complete(Now now, Input.SnapshotLoaded answer) {
    if (answer.answer() != StoreAnswer.OK) {
      noteStore(now, false);
      pause(now);
      return null;
    }
    clearRequest();
    phase = Phase.LEADING;
    loadPatienceMs = settings.requestTimeoutMs();
    return new Raised(
        clusterId, raiseTo, raiseSentNanos, raisedNanos, answer.snapshot(), answer.storeTime());
  }

  /** Time has passed: give up waiting for an answer, or try again. */
  void onTime(Now now, List<Effect> out) {
    if (now.nanos() >= requestDeadlineNanos) {
      if (phase == Phase.LOADING) {
        // All that is open is read: after a long outage that can be more than fits the usual time,
        // and more falls due with each load that is given up.
        loadPatienceMs = Math.clamp(2 * loadPatienceMs, loadPatienceMs, MAX_LOAD_MS);
      }
      noteStore(now, phase == Phase.CONFIRMING);
      pause(now);
    } else if (now.nanos() >= retryAtNanos) {
      read(now, out);
    }
  }

  long nextWakeNanos() {
    return Math.min(requestDeadlineNanos, retryAtNanos);
  }
}
