package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.incident.Incidents;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.FailoverEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a leader work: the state, the time of this step, and the ways to record a fact
 * and to say something. Lives as long as one leadership.
 */
final class Desk {
  final String coordinator;
  final String clusterId;
  final long epoch;
  final CoreSettings settings;
  final SafetyRules rules;
  final FireClock clock;
  final HardState state = new HardState();
  final CommitPipeline pipeline;
  final IncidentScene scene;
  final Incidents incidents;

  /** When this leadership began; null until it has. */
  Instant leadsSince;

  private Now now;
  private List<Effect> out = new ArrayList<>();

  Desk(
      String coordinator,
      String clusterId,
      long epoch,
      long nextEventNumber,
      CoreSettings settings,
      SafetyRules rules,
      FireClock clock) {
    this.coordinator = coordinator;
    this.clusterId = clusterId;
    this.epoch = epoch;
    this.settings = settings;
    this.rules = rules;
    this.clock = clock;
    this.pipeline = new CommitPipeline(epoch, nextEventNumber, settings.maxBatchFacts(), rules);
    this.scene = new IncidentScene(this);
    this.incidents = new Incidents(scene, rules);
  }

  /** Begins a step: effects go to {@code effects}. */
  void begin(Now at, List<Effect> effects) {
    now = at;
    out = effects;
  }

  Now now() {
    return now;
  }

  List<Effect> out() {
    return out;
  }

  /** The instant for whatever people read. */
  Instant instant() {
    return clock.instant(now);
  }

  /** Applies the fact and lets it join the open batch. */
  void record(Fact fact) {
    state.apply(fact);
    pipeline.add(fact);
  }

  void event(FailoverEvent.Kind kind, String subject, String detail) {
    event(kind, subject, detail, instant());
  }

  void event(FailoverEvent.Kind kind, String subject, String detail, Instant at) {
    record(new Fact.FailoverEventRecorded(new FailoverEvent(kind, subject, epoch, detail, at)));
  }

  void audit(Actor actor, String action, String subject) {
    record(
        new Fact.AuditRecorded(
            new AuditEntry(
                actor.name(), actor.origin(), action, subject, actor.reason(), instant())));
  }

  /** Says it once everything recorded so far is durable. */
  void sendAfterCommit(long link, CoordinatorMessage message) {
    pipeline.hold(new Effect.Send(link, message), out);
  }

  /** Says, once everything recorded so far is durable, that these outcomes may be forgotten. */
  void acknowledgeAfterCommit(long link, List<AttemptId> attempts) {
    pipeline.acknowledge(link, attempts, out);
  }

  /** Says it now: for what depends on no fact. */
  void sendNow(long link, CoordinatorMessage message) {
    out.add(new Effect.Send(link, message));
  }

  void count(Counter counter) {
    out.add(new Effect.Counted(counter, 1));
  }

  void note(String text) {
    out.add(new Effect.Note(text));
  }
}
