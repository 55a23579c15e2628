package dev.baton.desktop.inspector;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.JobView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.TaskView;
import dev.baton.common.run.AttemptStatus;
import dev.baton.desktop.i18n.Sizes;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.incidents.IncidentWords;
import dev.baton.desktop.theme.ExecutorLook;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import dev.baton.desktop.widgets.PropertySheet.Group;
import dev.baton.desktop.widgets.PropertySheet.Property;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The properties of each kind of thing, in words. Values that are absent are left out. */
public final class PropertyWords {
  /** Gates that the sheet lists; beyond it they tell nothing new. */
  private static final int MAX_GATES = 12;

  private final Texts texts;
  private final Times times;
  private final InstantSource clock;
  private final IncidentWords incidents;

  public PropertyWords(Texts texts, Times times, InstantSource clock) {
    this.texts = texts;
    this.times = times;
    this.clock = clock;
    this.incidents = new IncidentWords(texts, times);
  }

  List<Group> run(RunView run) {
    Rows facts =
        new Rows()
            .status("status", StatusLook.of(run.status()), texts.word("runStatus", run.status()))
            .text("cause", run.cause())
            .text("job", run.job())
            .text("jobVersion", Integer.toString(run.jobVersion()))
            .text("trigger", texts.word("trigger", run.trigger()))
            .text("schedule", run.schedule())
            .text("rerunOf", run.rerunOf() == null ? null : "#" + run.rerunOf())
            .text("requestedBy", run.requestedBy())
            .code("requestKey", run.requestKey());
    Rows when =
        new Rows()
            .text("fireTime", times.precise(run.fireAt()))
            .text("created", times.precise(run.createdAt()))
            .text("started", times.precise(run.startedAt()))
            .text("ended", times.precise(run.endedAt()))
            .text("duration", times.span(run.startedAt(), run.endedAt(), clock.instant()));
    return groups(
        group("run", facts), group("times", when), group("params", new Rows().all(run.params())));
  }

  /**
   * @param attempt null = none yet
   */
  List<Group> taskRun(TaskRunView task, AttemptView attempt) {
    Rows facts =
        new Rows()
            .status("status", StatusLook.of(task.status()), texts.word("taskStatus", task.status()))
            .text("cause", task.cause())
            .text("after", task.after() == null ? null : String.join(", ", task.after()))
            .text("attempts", Integer.toString(task.lastAttempt()))
            .text("failures", task.failures() == 0 ? null : Integer.toString(task.failures()))
            .text("losses", task.losses() == 0 ? null : Integer.toString(task.losses()))
            .text("notBefore", times.precise(task.notBefore()))
            .text("accepted", accepted(task))
            .text("duration", times.span(task.startedAt(), task.endedAt(), clock.instant()));
    List<Group> all = new ArrayList<>();
    all.add(group("taskRun", facts));
    if (attempt != null) {
      all.add(new Group(texts.get("property.group.attempt", attempt.number()), attempt(attempt)));
    }
    all.add(group("outputs", new Rows().all(task.outputs())));
    return groups(all.toArray(Group[]::new));
  }

  /**
   * What would let it go on.
   *
   * @param naming whether each gate names its task
   */
  Group gates(List<GateView> gates, boolean naming) {
    Rows rows = new Rows();
    for (GateView gate : gates.subList(0, Math.min(MAX_GATES, gates.size()))) {
      String who = gate.task() == null ? texts.get("gates.run") : gate.task();
      String kind = texts.said("gate", gate.gate(), "");
      rows.plain(
          naming ? who : texts.get("property.gate"),
          (kind.isEmpty() ? "" : kind + "\n")
              + gate.value()
              + "\n"
              + texts.get("gates.opens", texts.said("gateOpens", gate.gate(), gate.opensWhen())));
    }
    return group("gates", rows);
  }

  private String accepted(TaskRunView task) {
    if (task.accepted() == null) {
      return null;
    }
    return task.accepted().run() == task.run()
        ? texts.get("property.acceptedHere", task.accepted().attempt())
        : texts.get(
            "property.acceptedFrom",
            Long.toString(task.accepted().run()),
            task.accepted().attempt());
  }

  private List<Property> attempt(AttemptView attempt) {
    boolean ended = attempt.status() == AttemptStatus.ENDED && attempt.outcome() != null;
    return new Rows()
        .status(
            "outcome",
            ended ? StatusLook.of(attempt.outcome()) : new StatusLook(Glyph.PLAY, Tone.RUNNING),
            ended
                ? texts.word("outcome", attempt.outcome())
                : texts.word("attemptStatus", attempt.status()))
        .text("cause", attempt.cause())
        .text("executor", attempt.executor())
        .text("exitCode", attempt.exitCode() == null ? null : attempt.exitCode().toString())
        .text(
            "lateOutcome",
            attempt.lateOutcome() == null ? null : texts.word("outcome", attempt.lateOutcome()))
        .code("fencingToken", attempt.fencingToken())
        .code("incarnation", attempt.incarnation())
        .text("leased", texts.get(attempt.leased() ? "word.yes" : "word.no"))
        .text("cancelRequested", attempt.cancelRequested() ? texts.get("word.yes") : null)
        .text("dispatched", times.precise(attempt.dispatchedAt()))
        .text("started", times.precise(attempt.startedAt()))
        .text("ended", times.precise(attempt.endedAt()))
        .text("duration", times.span(attempt.startedAt(), attempt.endedAt(), clock.instant()))
        .rows();
  }

  List<Group> job(JobView job) {
    Rows facts =
        new Rows()
            .text("job", job.job())
            .text("description", job.description())
            .text("jobVersion", Integer.toString(job.version()))
            .text("paused", job.paused() ? texts.get("word.yes") : null)
            .text("pausedReason", job.pausedReason())
            .text("overlap", job.overlap() == null ? null : texts.word("overlap", job.overlap()))
            .text("tasks", Integer.toString(job.tasks().size()))
            .text("schedules", Integer.toString(job.schedules().size()))
            .text("changed", times.precise(job.changedAt()))
            .text("changedBy", job.changedBy());
    return groups(group("job", facts), group("params", new Rows().all(job.params())));
  }

  List<Group> task(TaskView task) {
    Rows facts =
        new Rows()
            .text("kind", task.kind())
            .text("after", String.join(", ", task.after()))
            .text("group", task.group())
            .text("timeout", length(task.timeoutMs()))
            .text("killGrace", length(task.killGraceMs()))
            .text("onExecutorLoss", texts.word("onExecutorLoss", task.onExecutorLoss()));
    Rows retry = new Rows();
    if (task.retry() != null) {
      retry
          .text("tries", Integer.toString(task.retry().attempts()))
          .text("delay", length(task.retry().delayMs()))
          .text(
              "backoff",
              task.retry().attempts() > 1 ? Double.toString(task.retry().backoff()) : null)
          .text("maxDelay", task.retry().attempts() > 1 ? length(task.retry().maxDelayMs()) : null);
    }
    return groups(
        group("task", facts),
        group("action", new Rows().code("does", task.action())),
        group("retry", retry),
        group("labels", new Rows().all(task.labels())),
        group("params", new Rows().all(task.params())));
  }

  List<Group> executor(ExecutorView executor) {
    Rows facts =
        new Rows()
            .status(
                "status",
                ExecutorLook.of(executor),
                texts.word("executorStatus", executor.status()))
            .text("cordonReason", executor.cordonReason())
            .text("group", executor.group())
            .text("slots", texts.get("property.slotsUsed", executor.running(), executor.slots()))
            .text("version", executor.version())
            .text("host", executor.host())
            .text("pid", executor.pid() == null ? null : Long.toString(executor.pid()))
            .text("remoteAddress", executor.remoteAddress())
            .code("incarnation", executor.incarnation())
            .text("leaseLeft", length(executor.leaseLeftMs()))
            .text("firstSeen", times.precise(executor.firstSeenAt()))
            .text("lastJoined", times.precise(executor.lastJoinedAt()))
            .text("lastHeard", times.precise(executor.lastHeardAt()));
    Rows load = new Rows();
    if (executor.load() != null) {
      load.text("cpu", Sizes.percent(executor.load().cpu()))
          .text(
              "memory",
              Sizes.of(executor.load().memoryUsedBytes(), executor.load().memoryTotalBytes()))
          .text("diskFree", Sizes.bytes(executor.load().diskFreeBytes()));
    }
    Rows can =
        new Rows()
            .text("handlers", joined(executor.handlers()))
            .text("interpreters", joined(executor.interpreters()));
    return groups(
        group("executor", facts),
        group("load", load),
        group("labels", new Rows().all(executor.labels())),
        group("abilities", can));
  }

  /** What touched it, each a link. */
  Group incidents(List<IncidentView> touching) {
    List<Property> rows = new ArrayList<>();
    for (IncidentView incident : touching) {
      rows.add(
          Property.link(
              "#" + incident.id(),
              IncidentLook.of(incident.step()),
              incidents.title(incident),
              "incident:" + incident.id()));
    }
    return new Group(texts.get("property.group.incidents"), List.copyOf(rows));
  }

  List<Group> incident(IncidentView incident) {
    Rows facts =
        new Rows()
            .status("status", IncidentLook.of(incident.step()), incidents.step(incident))
            .text("kind", incidents.kind(incident))
            .text("subject", incident.subject())
            .text("cause", incidents.cause(incident))
            .text(
                "occurrences",
                incident.occurrences() > 1 ? Integer.toString(incident.occurrences()) : null)
            .text("touchedAttempts", Long.toString(incident.attempts()))
            .text("touchedRuns", Long.toString(incident.runs()))
            .text("epoch", Long.toString(incident.epoch()))
            .text("closedBy", incident.closedBy());
    Rows when =
        new Rows()
            .text("lastWell", times.precise(incident.beganAt()))
            .text("detected", times.precise(incident.detectedAt()))
            .text("diagnosed", times.precise(incident.diagnosedAt()))
            .text("recovering", times.precise(incident.recoveringAt()))
            .text("verifying", times.precise(incident.verifyingAt()))
            .text("resolved", times.precise(incident.resolvedAt()));
    return groups(
        group("incident", facts),
        group("saying", new Rows().text("summary", incident.summary())),
        group("times", when));
  }

  List<Group> coordinator(ClusterView cluster, String name) {
    CoordinatorView found =
        cluster.coordinators().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElse(null);
    if (found == null) {
      return List.of();
    }
    Rows facts =
        new Rows()
            .status("role", ExecutorLook.of(found), texts.word("coordinatorRole", found.role()))
            .text("address", found.address())
            .text(
                "epoch",
                found.role() == CoordinatorRole.LEADER ? Long.toString(cluster.epoch()) : null);
    Rows shared =
        new Rows()
            .code("clusterId", cluster.clusterId())
            .text("leader", cluster.leader())
            .text("answeredBy", cluster.self())
            .text("store", cluster.store() == null ? null : cluster.store().kind())
            .text("version", cluster.version());
    Rows counters = new Rows();
    if (cluster.counters() != null && name.equals(cluster.self())) {
      cluster.counters().forEach((key, value) -> counters.plain(key, Long.toString(value)));
    }
    return groups(
        group("coordinator", facts), group("cluster", shared), group("counters", counters));
  }

  private static String joined(List<String> words) {
    return words == null || words.isEmpty() ? null : String.join(", ", words);
  }

  private String length(Long ms) {
    return ms == null || ms <= 0 ? null : times.length(Duration.ofMillis(ms));
  }

  private Group group(String key, Rows rows) {
    return new Group(texts.get("property.group." + key), rows.rows());
  }

  private static List<Group> groups(Group... all) {
    List<Group> kept = new ArrayList<>();
    for (Group each : all) {
      if (!each.properties().isEmpty()) {
        kept.add(each);
      }
    }
    return List.copyOf(kept);
  }

  /** Rows under way; what has no value is left out. */
  private final class Rows {
    private final List<Property> rows = new ArrayList<>();

    Rows text(String key, String value) {
      if (value != null && !value.isEmpty()) {
        rows.add(Property.text(texts.get("property." + key), value));
      }
      return this;
    }

    Rows code(String key, String value) {
      if (value != null && !value.isEmpty()) {
        rows.add(Property.code(texts.get("property." + key), value));
      }
      return this;
    }

    Rows status(String key, StatusLook look, String word) {
      rows.add(Property.status(texts.get("property." + key), look, word));
      return this;
    }

    Rows plain(String name, String value) {
      rows.add(Property.text(name, value));
      return this;
    }

    Rows all(Map<String, String> values) {
      if (values != null) {
        values.forEach((name, value) -> rows.add(Property.code(name, value)));
      }
      return this;
    }

    List<Property> rows() {
      return List.copyOf(rows);
    }
  }
}
