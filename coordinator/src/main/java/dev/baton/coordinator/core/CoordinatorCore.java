package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.Leadership.Phase;
import dev.baton.coordinator.core.Leadership.Raised;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Everything that a coordinator decides, as a function of what it is told and when: {@code step}
 * takes one input and returns what is to be done. The rules are in {@code docs/protocol.md}.
 *
 * <p>One thread calls it. The same inputs give the same effects. The shell keeps {@code LinkOpened}
 * before anything else of a link and {@code LinkClosed} after, and passes links on only while the
 * role is not STANDBY.
 */
public final class CoordinatorCore {
  /** Proof of leading older than this is renewed at ZooKeeper. */
  static final long PROOF_RENEW_MS = 1_500;

  private final String coordinatorId;
  private final CoreSettings settings;
  private final SafetyRules rules;
  private final Leadership leadership;
  private final FireClock clock;
  private final ZooKeeperConnection zooKeeper = new ZooKeeperConnection();
  private final PeersSeen peers = new PeersSeen();
  private final TreeMap<Long, Link> links = new TreeMap<>();

  private Leader leader;
  private Proof proof;
  private long proofRequest = -1;
  private long proofSentNanos;
  private long nextProofRequest = 1L << 40;
  private long storeWentBackTo;
  private long lastLedEpoch;
  private Unanswered unanswered;
  private Role announcedRole = Role.STANDBY;

  /** A link of an executor, in whatever role we are. */
  private static final class Link {
    final String remoteAddress;

    /** Data directory of the executor that has said hello on it; null if none has. */
    String home;

    boolean helloAsked;

    Link(String remoteAddress) {
      this.remoteAddress = remoteAddress;
    }
  }

  public CoordinatorCore(String coordinatorId, CoreSettings settings, SafetyRules rules) {
    this.coordinatorId = coordinatorId;
    this.settings = settings;
    this.rules = rules;
    this.leadership = new Leadership(settings, rules);
    this.clock = new FireClock(settings.clockStepMs(), rules);
  }

  /** Takes one input and answers what is to be done, in this order. */
  public List<Effect> step(Now now, Input input) {
    List<Effect> out = new ArrayList<>();
    clock.observe(now);
    if (leader != null) {
      leader.begin(now, out);
    }
    take(now, input, out);
    if (leader != null && leader.commitTimedOut()) {
      commitAnswered(now, StoreAnswer.UNKNOWN, null, out);
    }
    leadership.onTime(now, out);
    if (leader != null) {
      leader.finish();
      if (leader.isReadyToStepDown()) {
        stepDown(now, out);
      }
    }
    renewProof(now, out);
    announce(out);
    out.add(new Effect.WakeAt(nextWakeNanos()));
    return out;
  }

  private void take(Now now, Input input, List<Effect> out) {
    switch (input) {
      case Input.Tick tick -> {}
      case Input.ElectionChanged changed -> electionChanged(now, changed, out);
      case Input.EpochRead read -> leadership.epochRead(now, read, out);
      case Input.ElectionConfirmed confirmed -> confirmed(now, confirmed, out);
      case Input.EpochRaised raised -> {
        leadership.raised(now, raised, out);
        lead(now, leadership.takeEarlyLoad(now), out);
      }
      case Input.SnapshotLoaded loaded -> lead(now, leadership.loaded(now, loaded), out);
      case Input.CommitDone done -> {
        if (leader != null && leader.epoch() == done.epoch() && leader.awaits(done.batch())) {
          commitAnswered(now, leader.meaningOf(done.answer()), done.storeTime(), out);
        } else if (done.answer() == StoreAnswer.FENCED) {
          // We had given up that epoch by ourselves; operators still want to see what was refused.
          out.add(new Effect.Counted(Counter.COMMITS_FENCED, 1));
        }
      }
      case Input.LinkOpened opened -> links.put(opened.link(), new Link(opened.remoteAddress()));
      case Input.LinkClosed closed -> {
        links.remove(closed.link());
        if (leader != null) {
          leader.linkClosed(closed.link(), closed.reason());
        }
      }
      case Input.FromExecutor said -> fromExecutor(now, said.link(), said.message(), out);
      case Input.CommandGiven given -> command(given, out);
      case Input.StoreHealth health -> leadership.storeHealth(now, health.answers(), out);
      case Input.ZooKeeperHeard heard -> zooKeeper.heard(now, heard);
      case Input.PeerSeen seen -> {
        peers.heard(now, seen);
        if (leader != null) {
          leader.peerSeen(seen);
        }
      }
      case Input.PeerStoreHealth peer -> {
        leadership.peerStoreHealth(now, peer.coordinator(), peer.answers(), out);
        giveUpProofUnlessNodeKept();
      }
    }
  }

  private void electionChanged(Now now, Input.ElectionChanged changed, List<Effect> out) {
    boolean voided = leadership.electionChanged(now, changed.node(), changed.first(), out);
    if (voided) {
      drop("the election node is gone or no longer first", out);
      proof = null;
    }
  }

  private void confirmed(Now now, Input.ElectionConfirmed answer, List<Effect> out) {
    if (answer.request() != proofRequest) {
      leadership.confirmed(now, answer, out);
      return;
    }
    proofRequest = -1;
    if (proof != null && answer.confirmation() == Confirmation.FIRST) {
      proof = proof.at(proofSentNanos);
    }
  }

  private void lead(Now now, Raised raised, List<Effect> out) {
    if (raised == null) {
      return;
    }
    leader = new Leader(coordinatorId, raised, settings, rules, clock, zooKeeper);
    proof = new Proof(raised.epoch(), leadership.node(), raised.raiseSentNanos());
    if (raised.storeTime() != null) {
      clock.storeReading(now, raised.raiseSentNanos(), raised.storeTime());
    }
    leader.begin(
        now,
        raised,
        new Before(
            lastLedEpoch,
            leadership.firstAt(),
            leadership.storeAwaySince(now),
            leadership.storeAwayMs(now),
            unanswered,
            peers.fresh(now)),
        out);
    lastLedEpoch = raised.epoch();
    unanswered = null;
    leadership.storeIsBack();
    if (storeWentBackTo > 0) {
      leader.storeWentBack(storeWentBackTo);
      storeWentBackTo = 0;
    }
    for (var entry : links.entrySet()) {
      Link link = entry.getValue();
      if (link.home != null) {
        link.helloAsked = true;
        leader.told(link.home);
        out.add(
            new Effect.Send(
                entry.getKey(),
                new CoordinatorMessage.HelloRequest(leader.epoch(), leader.clusterId())));
      }
    }
  }

  private void commitAnswered(Now now, StoreAnswer answer, Instant storeTime, List<Effect> out) {
    switch (answer) {
      case OK -> proof = proof.at(leader.committed(storeTime));
      case FENCED -> {
        out.add(new Effect.Counted(Counter.COMMITS_FENCED, 1));
        drop("another leader has raised the epoch", out);
        proof = null;
        leadership.withdraw("fenced: another leader has raised the epoch", out);
        leadership.standAgain(now, out);
      }
      case CONFLICT -> {
        out.add(new Effect.Counted(Counter.COMMITS_IN_CONFLICT, 1));
        drop("memory and store differ: a unique key would have been broken", out);
        leadership.raiseAgain(now, 0);
      }
      case UNKNOWN -> {
        out.add(new Effect.Counted(Counter.COMMITS_UNKNOWN, 1));
        unanswered = leader.unanswered();
        drop("a commit stayed without an answer", out);
        leadership.raiseAgain(now, 0);
      }
    }
  }

  /** Gives up all memory. Links stay: a new leader here asks for hellos. */
  private void drop(String reason, List<Effect> out) {
    if (leader != null) {
      out.add(new Effect.Note("Epoch " + leader.epoch() + " given up: " + reason));
      leader.abandon(out);
      leader = null;
    }
  }

  private void giveUpProofUnlessNodeKept() {
    if (proof != null && !proof.node().equals(leadership.node())) {
      proof = null;
    }
  }

  private void fromExecutor(Now now, long id, ExecutorMessage message, List<Effect> out) {
    Link link = links.get(id);
    if (link == null) {
      return;
    }
    if (message instanceof Hello hello) {
      link.home = hello.home();
      if (leader == null || (link.helloAsked && hello.highestEpoch() < leader.epoch())) {
        return;
      }
      if (!leader.fromExecutor(id, link.remoteAddress, hello, proof)) {
        storeWentBackTo = hello.highestEpoch();
        drop(
            "an executor has obeyed an epoch that is not ours: the store has gone back in time",
            out);
        leadership.raiseAgain(now, hello.highestEpoch());
      }
    } else if (leader != null) {
      leader.fromExecutor(id, link.remoteAddress, message, proof);
    } else if (message instanceof Heartbeat beat) {
      grantWhileRaising(now, id, beat, out);
    }
  }

  /** Memory is gone, the right to grant is not: it rests on the proof, not on what we remember. */
  private void grantWhileRaising(Now now, long link, Heartbeat beat, List<Effect> out) {
    if (proof == null || beat.epoch() != proof.epoch()) {
      return;
    }
    long grantMs = rules.grantMs(settings.leaseMs(), proof.sentNanos(), now.nanos());
    out.add(
        new Effect.Send(
            link, new CoordinatorMessage.HeartbeatAck(proof.epoch(), beat.number(), grantMs)));
  }

  private void command(Input.CommandGiven given, List<Effect> out) {
    if (leader == null) {
      out.add(
          new Effect.Answer(
              given.request(),
              new CommandResult.Rejected(
                  Code.NOT_LEADER, "This coordinator does not lead now. Ask again.")));
    } else {
      leader.command(given.request(), given.command());
    }
  }

  private void stepDown(Now now, List<Effect> out) {
    drop("stepped down on request", out);
    proof = null;
    leadership.withdraw("stepped down on request", out);
    leadership.standAgain(now, out);
  }

  private void renewProof(Now now, List<Effect> out) {
    if (proof == null || leadership.node() == null) {
      return;
    }
    boolean old = now.nanos() - proof.sentNanos() > PROOF_RENEW_MS * Now.NANOS_PER_MS;
    boolean free =
        proofRequest < 0
            || now.nanos() - proofSentNanos > settings.requestTimeoutMs() * Now.NANOS_PER_MS;
    boolean rested = now.nanos() - proofSentNanos > settings.heartbeatMs() * Now.NANOS_PER_MS;
    if (old && free && rested) {
      proofRequest = nextProofRequest++;
      proofSentNanos = now.nanos();
      out.add(new Effect.ConfirmElection(proofRequest, proof.node()));
    }
  }

  private void announce(List<Effect> out) {
    Role role = leadership.role();
    if (role != announcedRole) {
      announcedRole = role;
      long epoch = leader == null ? 0 : leader.epoch();
      if (role == Role.STANDBY) {
        links.keySet().forEach(link -> out.add(new Effect.CloseLink(link, "no longer leading")));
        links.clear();
      }
      out.add(new Effect.RoleChanged(role, epoch, leadership.phase().toString()));
    }
  }

  private long nextWakeNanos() {
    long next = leadership.nextWakeNanos();
    if (leader != null) {
      next = Math.min(next, leader.nextWakeNanos());
    }
    if (proof != null) {
      long renewAt =
          Math.max(
              proof.sentNanos() + PROOF_RENEW_MS * Now.NANOS_PER_MS,
              proofSentNanos + settings.heartbeatMs() * Now.NANOS_PER_MS);
      next = Math.min(next, renewAt + 1);
    }
    return next;
  }

  /** Where this coordinator is on its way to leading; for tests and traces. */
  public String phase() {
    return leadership.phase() == Phase.LEADING
        ? "LEADING " + leader.epoch()
        : leadership.phase().toString();
  }
}
