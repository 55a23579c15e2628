package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.HelloRequest;
import dev.baton.common.wire.CoordinatorMessage.NotLeader;
import dev.baton.common.wire.CoordinatorMessage.Refused;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.executor.core.Attempts.HelloLists;
import dev.baton.executor.core.Link.Beat;
import java.util.List;

/**
 * The link from dial to goodbye: whom to dial and when, hello and welcome, heartbeats, and which
 * outcomes were said.
 */
final class Conversation {
  /** Dials in a row that follow a standby's word without waiting. */
  private static final int MAX_PROMPT_REDIRECTS = 2;

  /** A link that was open for as long is dialled again without waiting. */
  private static final long STEADY_LINK_MS = 1_000;

  /** Outcomes said again at one heartbeat, at most. */
  private static final int MAX_SAID_AGAIN = 64;

  private static final long MIN_HEARTBEAT_MS = 10;
  private static final long MAX_HEARTBEAT_MS = 60_000;

  private final ExecutorIdentity self;
  private final ExecutorSettings settings;
  private final ExecutorRules rules;
  private final Attempts attempts;
  private final Effects out;
  private final Link link = new Link();
  private final BackOff dialBackOff;
  private final BackOff refusedBackOff;

  private String clusterId;
  private long obeyedEpoch;
  private long heartbeatMs = 500;
  private long beats;
  private Load load = Load.UNKNOWN;
  private int promptRedirects;

  /** Where the leader is said to have moved; empty if no such word is open. */
  private String hint = "";

  /** The hint is void once a later heartbeat than this is answered. */
  private long hintAfterBeat;

  Conversation(
      ExecutorIdentity self,
      ExecutorSettings settings,
      ExecutorRules rules,
      Attempts attempts,
      Effects out) {
    this.self = self;
    this.settings = settings;
    this.rules = rules;
    this.attempts = attempts;
    this.out = out;
    this.clusterId = self.clusterId();
    this.obeyedEpoch = self.highestEpoch();
    this.dialBackOff =
        new BackOff(self.executor(), settings.backOffMinMs(), settings.backOffMaxMs());
    this.refusedBackOff =
        new BackOff(
            self.executor(), settings.refusedBackOffMinMs(), settings.refusedBackOffMaxMs());
  }

  void begin(Now now) {
    link.waiting(now.nanos());
  }

  boolean isOpen() {
    return link.phase == Link.Phase.OPEN;
  }

  boolean isPresent(long number) {
    return link.isPresent(number);
  }

  void measured(Load newest) {
    load = newest;
  }

  // ---- what comes due

  /** Does what is due, and says when to come back. */
  void proceed(Now now) {
    if (now.nanos() - link.dueNanos >= 0) {
      switch (link.phase) {
        case WAITING -> dial(now);
        case DIALLING -> redial(now, "no answer to the dial", dialBackOff.nextMs());
        case GREETING -> redial(now, "no welcome came", dialBackOff.nextMs());
        case OPEN -> beatOrGiveUp(now);
      }
    }
    out.wakeAt(link.dueNanos);
  }

  private void dial(Now now) {
    String address = hint.isEmpty() ? link.nextAddress : hint;
    hint = "";
    link.dialling(address, now.nanosPlusMs(settings.dialTimeoutMs()));
    out.add(new ExecutorEffect.Dial(link.number, address));
  }

  private void redial(Now now, String reason, long delayMs) {
    out.add(new ExecutorEffect.CloseLink(link.number, reason));
    link.waiting(now.nanosPlusMs(delayMs));
    proceedIfDue(now);
  }

  private void proceedIfDue(Now now) {
    if (link.phase == Link.Phase.WAITING && now.nanos() - link.dueNanos >= 0) {
      dial(now);
    }
  }

  private void beatOrGiveUp(Now now) {
    int unanswered = link.unanswered.size();
    if (unanswered >= settings.maxUnansweredHeartbeats()) {
      redial(now, unanswered + " heartbeats without an answer", delayAfterOpenLinkMs(now));
    } else if (!hint.isEmpty() && unanswered >= 2) {
      redial(now, "heartbeats without an answer, and the leader is said to be at " + hint, 0);
    } else {
      sayAgain(now);
      beat(now);
    }
  }

  private void beat(Now now) {
    beats++;
    link.unanswered.addLast(new Beat(beats, now.nanos()));
    link.dueNanos = now.nanosPlusMs(heartbeatMs);
    Load current = load.withRunning(attempts.runningCount());
    send(new Heartbeat(beats, obeyedEpoch, attempts.runningIds(), current));
  }

  private long delayAfterOpenLinkMs(Now now) {
    return now.nanos() - link.openNanos >= STEADY_LINK_MS * Now.NANOS_PER_MS
        ? 0
        : dialBackOff.nextMs();
  }

  // ---- what the link tells

  void up(Now now, long number) {
    if (link.phase == Link.Phase.DIALLING && number == link.number) {
      link.phase = Link.Phase.GREETING;
      link.dueNanos = now.nanosPlusMs(settings.helloTimeoutMs());
      sayHello(now);
    }
  }

  void down(Now now, long number) {
    if (link.isPresent(number)) {
      boolean wasOpen = link.phase == Link.Phase.OPEN;
      link.waiting(now.nanosPlusMs(wasOpen ? delayAfterOpenLinkMs(now) : dialBackOff.nextMs()));
    }
  }

  /**
   * A hint from beside the link; a link whose heartbeats are answered proves it wrong. A dial or a
   * hello that has no answer yet is given up for it: a leader that was paused takes a connection
   * and never says a word. A hint at the one whom the link goes to is no reason to leave it, and
   * takes back what was said before.
   */
  void leaderMoved(Now now, String address) {
    if (address.isEmpty()) {
      return;
    }
    if (link.goesTo(address)) {
      hint = "";
      return;
    }
    hint = address;
    hintAfterBeat = beats;
    switch (link.phase) {
      case WAITING -> link.dueNanos = now.nanos();
      case DIALLING, GREETING -> redial(now, "the leader is said to be at " + address, 0);
      case OPEN -> {}
    }
  }

  void notLeader(Now now, NotLeader message) {
    boolean prompt = !message.leaderAddress().isEmpty() && promptRedirects < MAX_PROMPT_REDIRECTS;
    promptRedirects++;
    out.add(new ExecutorEffect.CloseLink(link.number, "not the leader"));
    link.waiting(prompt ? now.nanos() : now.nanosPlusMs(dialBackOff.nextMs()));
    link.nextAddress = message.leaderAddress();
    hint = "";
    proceedIfDue(now);
  }

  void refused(Now now, Refused message) {
    waitAfterRefusal(now, message.code() + ": " + message.reason());
  }

  private void waitAfterRefusal(Now now, String why) {
    long delayMs = refusedBackOff.nextMs();
    out.note(
        "The coordinator and this executor do not take each other. "
            + why
            + " What runs here goes on until its lease ends; the next try is in "
            + delayMs
            + " ms.");
    redial(now, "refused", delayMs);
  }

  // ---- epochs and clusters

  /** Whether a frame of that epoch may be obeyed; counts it if not. */
  boolean mayObey(long epoch) {
    if (rules.refusesOldEpoch(epoch, obeyedEpoch)) {
      out.add(new ExecutorEffect.StaleFrameRefused(epoch, obeyedEpoch));
      return false;
    }
    if (isOpen()) {
      adopt(clusterId, epoch);
    }
    return true;
  }

  private boolean isOwnCluster(Now now, String other) {
    if (clusterId.isEmpty() || clusterId.equals(other)) {
      return true;
    }
    waitAfterRefusal(
        now,
        "This executor has worked for cluster "
            + clusterId
            + " and was answered by cluster "
            + other
            + ". If the move is meant, give it a new data directory.");
    return false;
  }

  private void adopt(String cluster, long epoch) {
    if (!clusterId.equals(cluster) || epoch > obeyedEpoch) {
      clusterId = cluster;
      obeyedEpoch = Math.max(obeyedEpoch, epoch);
      out.add(new ExecutorEffect.RememberCluster(clusterId, obeyedEpoch));
    }
  }

  // ---- hello and welcome

  private void sayHello(Now now) {
    HelloLists lists = attempts.helloLists(self.incarnation(), self.endedIncarnations());
    send(
        new Hello(
            self.wireVersion(),
            clusterId,
            self.executor(),
            self.incarnation(),
            self.home(),
            lists.ended(),
            obeyedEpoch,
            self.capacity(),
            lists.running(),
            lists.outcomes(),
            self.predecessor()));
    link.helloComplete = lists.complete();
    link.saidNanos.clear();
    for (AttemptOutcome outcome : lists.outcomes()) {
      said(now, outcome);
    }
  }

  void helloRequested(Now now, HelloRequest message) {
    if (isOwnCluster(now, message.clusterId())) {
      adopt(clusterId, message.epoch());
      if (link.phase == Link.Phase.GREETING) {
        link.dueNanos = now.nanosPlusMs(settings.helloTimeoutMs());
      }
      sayHello(now);
    }
  }

  /** Returns whether the link is open now. */
  boolean welcomed(Now now, Welcome message) {
    if (!isOwnCluster(now, message.clusterId())) {
      return false;
    }
    adopt(message.clusterId(), message.epoch());
    heartbeatMs = Math.clamp(message.heartbeatMs(), MIN_HEARTBEAT_MS, MAX_HEARTBEAT_MS);
    if (link.phase != Link.Phase.OPEN) {
      link.phase = Link.Phase.OPEN;
      link.openNanos = now.nanos();
    }
    promptRedirects = 0;
    refusedBackOff.reset();
    out.add(new ExecutorEffect.ShippingOpened(link.number));
    for (AttemptOutcome outcome : List.copyOf(attempts.unacknowledged())) {
      if (!link.saidNanos.containsKey(outcome.attempt())) {
        sayEnded(now, outcome);
      }
    }
    return true;
  }

  /** The first heartbeat comes at once after the welcome: it brings the lease. */
  void beatAfterWelcome(Now now) {
    if (link.unanswered.size() < settings.maxUnansweredHeartbeats()) {
      beat(now);
    }
  }

  /** The heartbeat that was answered; null if it was not said on this link. */
  Beat heartbeatAnswered(long number) {
    Beat beat = link.answered(number);
    if (beat != null) {
      dialBackOff.reset();
      if (beat.number() > hintAfterBeat) {
        hint = "";
      }
    }
    return beat;
  }

  // ---- outcomes

  /** Says an outcome where the link is open; otherwise the next hello says it. */
  void sayEnded(Now now, AttemptOutcome outcome) {
    if (isOpen()) {
      send(new Ended(outcome));
      said(now, outcome);
    }
  }

  private void said(Now now, AttemptOutcome outcome) {
    link.saidNanos.put(outcome.attempt(), now.nanos());
    if (!rules.saysAgainUntilAcknowledged() && attempts.forget(outcome.attempt())) {
      out.add(new ExecutorEffect.ForgetOutcomes(List.of(outcome.attempt())));
    }
  }

  private void sayAgain(Now now) {
    long before = now.nanos() - settings.sayAgainMs() * Now.NANOS_PER_MS;
    int room = MAX_SAID_AGAIN;
    for (AttemptOutcome outcome : List.copyOf(attempts.unacknowledged())) {
      Long saidNanos = link.saidNanos.get(outcome.attempt());
      if (room > 0 && saidNanos != null && saidNanos - before <= 0) {
        room--;
        sayEnded(now, outcome);
      }
    }
  }

  /** An outcome need not be said again. */
  void forgets(AttemptId attempt) {
    link.saidNanos.remove(attempt);
  }

  /** Outcomes were acknowledged. A hello that had no room for all of them is said anew. */
  void acknowledged(Now now) {
    if (isOpen() && !link.helloComplete && attempts.settledBefore(self.incarnation())) {
      redial(now, "outcomes of earlier process lives are settled; saying the full hello", 0);
    }
  }

  /** Sends on the present link; it must be up. */
  void send(ExecutorMessage message) {
    out.add(new ExecutorEffect.Send(link.number, message));
  }
}
