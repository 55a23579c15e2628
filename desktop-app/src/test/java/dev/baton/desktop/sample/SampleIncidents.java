package dev.baton.desktop.sample;

import dev.baton.common.api.DoneView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.api.IncidentView.EvidenceView;
import dev.baton.common.api.IncidentView.ProbeView;
import dev.baton.common.api.IncidentView.TimesView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.LedgerView;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Incidents from memory, newest first. */
public final class SampleIncidents implements RecoveryClient {
  /** An executor that was lost; tasks are held. */
  public static final long HELD = 14;

  /** Under way. */
  public static final long RECOVERING = 13;

  /** An executor whose process died, all over. */
  public static final long RESOLVED = 12;

  /** All there are. */
  public final List<IncidentView> all = new ArrayList<>();

  private final List<TouchView> touches = new ArrayList<>();
  private final SampleCluster cluster;

  SampleIncidents(SampleCluster cluster, Instant now) {
    this.cluster = cluster;
    all.add(held(now));
    all.add(recovering(now));
    all.add(resolved(now));
    all.add(
        closed(
            11,
            IncidentKind.LEADER_CHANGED,
            "leader",
            IncidentCause.LEADER_GONE,
            now.minusSeconds(1_312),
            "coordinator-2 leads under epoch 4."));
    all.add(
        closed(
            9,
            IncidentKind.TASK_FAILING,
            "warehouse/close-the-day-and-send-the-statements/balance",
            IncidentCause.POISON_TASK,
            now.minusSeconds(5_900),
            "It has succeeded again: attempt 4102/balance/3 on executor-3."));
    for (int i = 1; i <= 3; i++) {
      touches.add(
          new TouchView(HELD, SampleCluster.RUNNING_RUN, "aggregate-" + (2010 + i), 1, now));
    }
    touches.add(new TouchView(RESOLVED, SampleCluster.RUNNING_RUN, "aggregate-2013", 1, now));
    touches.add(new TouchView(RESOLVED, SampleCluster.FAILED_RUN, "load", 2, now));
  }

  private static IncidentView held(Instant now) {
    Instant began = now.minusSeconds(95);
    Instant detected = began.plusMillis(5_120);
    return new IncidentView(
        HELD,
        IncidentKind.EXECUTOR_LOST,
        "executor-4",
        IncidentStep.AWAITING_OPERATOR,
        IncidentCause.HOST_UNREACHABLE,
        "3 tasks are held because their attempts were lost: approve rerun-held, or decide on each.",
        1,
        began,
        detected,
        detected.plusMillis(10_004),
        detected.plusMillis(10_010),
        detected.plusMillis(10_240),
        null,
        detected.plusMillis(10_500),
        new TimesView(5_120L, 10_004L, 10_240L, null),
        List.of(
            new EvidenceView(
                detected,
                "coordinator-2",
                "no heartbeat since 2026-03-14T06:28:42Z, and its link is still open"),
            new EvidenceView(
                detected.plusMillis(10_004),
                "coordinator-2",
                "its lease is over; last heard from at 2026-03-14T06:28:37Z")),
        0,
        List.of(
            new ActionView(
                "keep-off", "no attempt is placed on it while it is away", ActionState.DONE, ""),
            new ActionView(
                "move-attempts",
                "each attempt it had is run again, held or failed by its task's policy",
                ActionState.DONE,
                "3 attempts moved"),
            new ActionView(
                "rerun-held",
                "run the held tasks again. Risk: what they did before the loss may be done twice",
                ActionState.PROPOSED,
                "3 tasks"),
            new ActionView(
                "cordon", "cordon executor-4: it is not expected back", ActionState.PROPOSED, "")),
        List.of(
            new ProbeView("no-orphan", true, "0 attempts of it are left without a decision"),
            new ProbeView(
                "replaced",
                false,
                "3 attempts were lost; 3 have no successor yet, 3 of these are held"),
            new ProbeView("capacity", false, "it is away")),
        3,
        1,
        4,
        null);
  }

  private static IncidentView recovering(Instant now) {
    Instant began = now.minusMillis(8_300);
    Instant detected = began.plusMillis(160);
    return new IncidentView(
        RECOVERING,
        IncidentKind.EXECUTOR_LOST,
        "executor-2",
        IncidentStep.RECOVERING,
        IncidentCause.PROCESS_DIED,
        "executor-2 is gone; its work is being moved by each task's policy.",
        1,
        began,
        detected,
        detected.plusMillis(3),
        detected.plusMillis(4),
        null,
        null,
        detected.plusMillis(4),
        new TimesView(160L, 3L, null, null),
        List.of(
            new EvidenceView(
                detected,
                "coordinator-2",
                "its link was closed without a goodbye and it has not come back: connection"
                    + " reset")),
        0,
        List.of(
            new ActionView(
                "move-attempts", "each attempt it had is run again", ActionState.RUNNING, "")),
        List.of(),
        0,
        0,
        4,
        null);
  }

  private static IncidentView resolved(Instant now) {
    Instant began = now.minusSeconds(640);
    Instant detected = began.plusMillis(172);
    return new IncidentView(
        RESOLVED,
        IncidentKind.EXECUTOR_LOST,
        "executor-3",
        IncidentStep.RESOLVED,
        IncidentCause.PROCESS_DIED,
        "executor-3: 2 attempts were moved, each has a successor or its task has ended; it is back.",
        2,
        began,
        detected,
        detected.plusMillis(2),
        detected.plusMillis(3),
        detected.plusMillis(412),
        detected.plusMillis(9_731),
        detected.plusMillis(9_731),
        new TimesView(172L, 2L, 412L, 9_319L),
        List.of(
            new EvidenceView(
                detected,
                "coordinator-2",
                "its link was closed without a goodbye and it has not come back: connection reset"),
            new EvidenceView(
                detected.plusMillis(8_600), "coordinator-2", "it is back with a new process")),
        0,
        List.of(
            new ActionView(
                "keep-off", "no attempt is placed on it while it is away", ActionState.DONE, ""),
            new ActionView(
                "move-attempts",
                "each attempt it had is run again",
                ActionState.DONE,
                "2 attempts moved")),
        List.of(
            new ProbeView("no-orphan", true, "0 attempts of it are left without a decision"),
            new ProbeView(
                "replaced",
                true,
                "2 attempts were lost; 0 have no successor yet, 0 of these are held"),
            new ProbeView("capacity", true, "it takes work")),
        2,
        2,
        4,
        null);
  }

  /** One that is over, within a quarter of a second. */
  public static IncidentView closed(
      long id, IncidentKind kind, String subject, IncidentCause cause, Instant at, String summary) {
    return new IncidentView(
        id,
        kind,
        subject,
        IncidentStep.RESOLVED,
        cause,
        summary,
        1,
        at.minusMillis(74),
        at,
        at,
        at,
        at.plusMillis(180),
        at.plusMillis(240),
        at.plusMillis(240),
        new TimesView(74L, 0L, 180L, 60L),
        List.of(),
        0,
        List.of(),
        List.of(new ProbeView("commits", true, "a commit has come back")),
        0,
        0,
        4,
        null);
  }

  @Override
  public Page<IncidentView> incidents(IncidentQuery query, String cursor, int limit) {
    cluster.answer();
    List<IncidentView> found =
        cluster.isEmpty()
            ? List.of()
            : all.stream()
                .filter(each -> !query.open() || !each.step().isClosed())
                .filter(each -> query.run() == null || touches(each.id(), query.run()))
                .sorted(Comparator.comparingLong(IncidentView::id).reversed())
                .toList();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(found.size(), from + limit);
    return new Page<>(found.subList(from, to), to < found.size() ? Integer.toString(to) : null);
  }

  private boolean touches(long incident, long run) {
    return touches.stream().anyMatch(each -> each.incident() == incident && each.run() == run);
  }

  @Override
  public IncidentView incident(long id) {
    cluster.answer();
    return all.stream()
        .filter(each -> each.id() == id)
        .findFirst()
        .orElseThrow(() -> SampleCluster.notFound("There is no incident " + id + "."));
  }

  @Override
  public Page<TouchView> incidentAttempts(long id, String cursor, int limit) {
    cluster.answer();
    return new Page<>(touches.stream().filter(each -> each.incident() == id).toList(), null);
  }

  @Override
  public DoneView approveIncident(long id, String action, String reason) {
    return cluster.done("approve " + id + " " + action + " " + reason, "3 held tasks run again");
  }

  @Override
  public LedgerView ledger(JobKey job, Instant from, Instant to, int lateMs) {
    cluster.answer();
    throw new UnsupportedOperationException("the sample keeps no ledger");
  }

  @Override
  public DoneView closeIncident(long id, String reason) {
    return cluster.done("close " + id + " " + reason, "Incident " + id + " is closed.");
  }
}
