package dev.baton.coordinator.core.incident;

import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.SortedMaps;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.Incident.Action;
import dev.baton.coordinator.core.state.Incident.Evidence;
import dev.baton.coordinator.core.state.Incident.Probe;
import dev.baton.coordinator.core.state.Incident.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** An incident while it is worked on; {@link #row()} is what is stored of it. */
final class Dossier {
  /** Lines of evidence kept; of more, the oldest half and the newest stay. */
  static final int MAX_EVIDENCE = 40;

  /** Marks that begin so stay when the incident begins anew. */
  static final String KEPT_MARKS = "kept.";

  /** Characters of one line. */
  static final int MAX_LINE = 500;

  /** Task runs whose replacement is followed one by one. */
  static final int MAX_FOLLOWED = 20_000;

  final long id;
  final IncidentKind kind;
  final String subject;
  IncidentStep step;
  IncidentCause cause;
  String summary;
  int occurrences;
  long attempts;
  String closedBy;

  /** When this leadership came to the present step, on the monotonic clock. */
  long stepNanos;

  /** Task runs that lost an attempt and are not accounted for yet, with that attempt's number. */
  final TreeMap<TaskRunId, Integer> open = new TreeMap<>();

  /** Whether the row differs from what was recorded. */
  boolean dirty;

  private final TreeSet<Long> runs = new TreeSet<>();
  private long runsBefore;
  private final List<Evidence> evidence = new ArrayList<>();
  private int evidenceDropped;
  private final Map<String, Action> plan = new LinkedHashMap<>();
  private final Map<String, Probe> probes = new LinkedHashMap<>();
  private final TreeMap<String, String> marks = new TreeMap<>();
  private Instant beganAt;
  private Instant detectedAt;
  private Instant diagnosedAt;
  private Instant recoveringAt;
  private Instant verifyingAt;
  private Instant resolvedAt;
  private Instant changedAt;
  private long epoch;

  Dossier(long id, IncidentKind kind, String subject) {
    this.id = id;
    this.kind = kind;
    this.subject = subject;
    this.cause = IncidentCause.UNKNOWN;
    this.summary = "";
  }

  static Dossier of(Incident row) {
    Dossier dossier = new Dossier(row.id(), row.kind(), row.subject());
    dossier.step = row.step();
    dossier.cause = row.cause();
    dossier.summary = row.summary();
    dossier.occurrences = row.occurrences();
    dossier.attempts = row.attempts();
    dossier.runsBefore = row.runs();
    dossier.closedBy = row.closedBy();
    dossier.evidence.addAll(row.evidence());
    dossier.evidenceDropped = row.evidenceDropped();
    row.plan().forEach(action -> dossier.plan.put(action.name(), action));
    row.probes().forEach(probe -> dossier.probes.put(probe.name(), probe));
    dossier.marks.putAll(row.marks());
    Times times = row.times();
    dossier.beganAt = times.beganAt();
    dossier.detectedAt = times.detectedAt();
    dossier.diagnosedAt = times.diagnosedAt();
    dossier.recoveringAt = times.recoveringAt();
    dossier.verifyingAt = times.verifyingAt();
    dossier.resolvedAt = times.resolvedAt();
    dossier.changedAt = times.changedAt();
    dossier.epoch = row.epoch();
    return dossier;
  }

  Incident row() {
    return new Incident(
        id,
        kind,
        subject,
        step,
        cause,
        summary,
        occurrences,
        new Times(
            beganAt, detectedAt, diagnosedAt, recoveringAt, verifyingAt, resolvedAt, changedAt),
        List.copyOf(evidence),
        evidenceDropped,
        List.copyOf(plan.values()),
        List.copyOf(probes.values()),
        attempts,
        runsBefore + runs.size(),
        epoch,
        closedBy,
        SortedMaps.copyOf(marks));
  }

  /** Begins, or begins anew. */
  void detected(Instant began, Instant at) {
    step = IncidentStep.DETECTED;
    cause = IncidentCause.UNKNOWN;
    occurrences++;
    beganAt = began;
    detectedAt = at;
    diagnosedAt = null;
    recoveringAt = null;
    verifyingAt = null;
    resolvedAt = null;
    closedBy = null;
    plan.clear();
    probes.clear();
    marks.keySet().removeIf(name -> !name.startsWith(KEPT_MARKS));
    dirty = true;
  }

  void move(IncidentStep to, Instant at, long nanos) {
    if (step == to) {
      return;
    }
    step = to;
    stepNanos = nanos;
    switch (to) {
      case DETECTED, AWAITING_OPERATOR -> {}
      case DIAGNOSED -> diagnosedAt = at;
      case RECOVERING -> recoveringAt = at;
      case VERIFYING -> verifyingAt = at;
      case RESOLVED -> resolvedAt = at;
    }
    dirty = true;
  }

  void cause(IncidentCause named) {
    dirty |= cause != named;
    cause = named;
  }

  void summary(String text) {
    String cut = cut(text);
    dirty |= !cut.equals(summary);
    summary = cut;
  }

  void evidence(Instant at, String source, String text) {
    if (evidence.size() >= MAX_EVIDENCE) {
      evidence.remove(MAX_EVIDENCE / 2);
      evidenceDropped++;
    }
    evidence.add(new Evidence(at, source, cut(text)));
    dirty = true;
  }

  /** Adds the action, or changes how it stands. */
  void action(String name, String what, ActionState state, String detail) {
    Action action = new Action(name, cut(what), state, cut(detail));
    Action before = plan.put(name, action);
    dirty |= before == null || before.state() != state || !before.what().equals(action.what());
  }

  Action action(String name) {
    return plan.get(name);
  }

  List<Action> plan() {
    return List.copyOf(plan.values());
  }

  /** Notes how a probe stands; how many of how many alone is not worth a row. */
  boolean probe(String name, boolean holds, String detail) {
    Probe before = probes.put(name, new Probe(name, holds, cut(detail)));
    dirty |= before == null || before.holds() != holds;
    return holds;
  }

  boolean allProbesHold() {
    return !probes.isEmpty() && probes.values().stream().allMatch(Probe::holds);
  }

  String mark(String name) {
    return marks.get(name);
  }

  /** Names of marks that begin so, without that beginning. */
  List<String> marks(String prefix) {
    List<String> found = new ArrayList<>();
    for (String name : marks.tailMap(prefix).keySet()) {
      if (!name.startsWith(prefix)) {
        break;
      }
      found.add(name.substring(prefix.length()));
    }
    return found;
  }

  void mark(String name, String value) {
    dirty |= !value.equals(marks.put(name, value));
  }

  void unmark(String name) {
    dirty |= marks.remove(name) != null;
  }

  /** An attempt was touched; its task run is followed until something stands for it. */
  void touched(TaskRunId task, int attempt) {
    attempts++;
    if (open.size() < MAX_FOLLOWED) {
      open.put(task, attempt);
    }
    if (runs.size() < MAX_FOLLOWED) {
      runs.add(task.run().value());
    }
    dirty = true;
  }

  /** A touch that was recorded by a leader before. */
  void touchedBefore(TaskRunId task, int attempt) {
    if (open.size() < MAX_FOLLOWED) {
      open.merge(task, attempt, Math::max);
    }
    if (runs.add(task.run().value()) && runsBefore > 0) {
      runsBefore--;
    }
  }

  Instant resolvedAt() {
    return resolvedAt;
  }

  void stamp(Instant at, long underEpoch) {
    changedAt = at;
    epoch = underEpoch;
    dirty = false;
  }

  static String cut(String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE - 1) + "…";
  }
}
