package dev.baton.desktop.sample;

import dev.baton.common.api.ApiJson;
import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AuditView;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.BulkRunsView;
import dev.baton.common.api.CheckView;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.api.ClusterView.CallerView;
import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.ClusterView.EventRangeView;
import dev.baton.common.api.ClusterView.LagView;
import dev.baton.common.api.ClusterView.StoreView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.EventFrame;
import dev.baton.common.api.EventType;
import dev.baton.common.api.EventView;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExplainView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.JobStoredView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.MinuteCountView;
import dev.baton.common.api.Page;
import dev.baton.common.api.Problem;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.SkipView;
import dev.baton.common.api.TaskPlanView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.ValidationView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.EventListener;
import dev.baton.common.api.client.EventSubscription;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.api.client.UnreachableException;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskDecision;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Answers from memory. Commands are remembered in {@link #commands}, and change nothing. */
public final class SampleCluster implements BatonClient {
  /** The moment at which the sample stands still. */
  public static final Instant NOW = Instant.parse("2026-03-14T06:30:12Z");

  /** Of the weather report, under way. */
  public static final long RUNNING_RUN = SampleRuns.RUNNING;

  /** Of the weather report, failed. */
  public static final long FAILED_RUN = SampleRuns.FAILED;

  /** Waits for an executor. */
  public static final long WAITING_RUN = SampleRuns.WAITING;

  /** 5,000 tasks. */
  public static final long LARGE_RUN = SampleRuns.LARGE;

  /** Every command that came in, as a line. */
  public final List<String> commands = new ArrayList<>();

  private final List<EventListener> listeners = new ArrayList<>();

  /** Incidents; tests may replace them. */
  public final SampleIncidents incidents = new SampleIncidents(this, NOW);

  private CallerRole role = CallerRole.ADMIN;
  private boolean empty;
  private boolean away;
  private boolean leaderless;
  private EventView lastEvent;
  private long nextEvent = 9_001;

  /** What the token may. */
  public SampleCluster as(CallerRole callerRole) {
    role = callerRole;
    return this;
  }

  /** A cluster that was just started. */
  public SampleCluster withNothing() {
    empty = true;
    return this;
  }

  /** Whether no coordinator answers. */
  public void setAway(boolean nobodyAnswers) {
    away = nobodyAnswers;
    for (EventListener listener : List.copyOf(listeners)) {
      if (away) {
        listener.disconnected("connection refused");
      } else {
        listener.connected(URI.create("http://coordinator-2:7070"));
      }
    }
  }

  /** Whether the coordinators that answer know no leader. */
  public void setLeaderless(boolean nobodyLeads) {
    leaderless = nobodyLeads;
  }

  /** Sends an event to all subscribers. */
  public void emit(EventType type, String subject, Object data) {
    lastEvent = new EventView(nextEvent++, NOW, type, subject, ApiJson.lenient().valueToTree(data));
    emitAgain();
  }

  /** Sends the last event once more, under its number. */
  public void emitAgain() {
    List.copyOf(listeners).forEach(listener -> listener.events(List.of(lastEvent)));
  }

  /** Tells all subscribers that they missed events. */
  public void restart() {
    List.copyOf(listeners).forEach(listener -> listener.restarted(nextEvent));
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(
        new Problem(
            Problem.TYPE_PREFIX + "not-found",
            "Not found",
            404,
            detail,
            "/",
            "not-found",
            null,
            null));
  }

  @Override
  public RecoveryClient recovery() {
    return incidents;
  }

  boolean isEmpty() {
    return empty;
  }

  void answer() {
    if (away) {
      throw new UnreachableException(
          "No coordinator answered: http://coordinator-1:7070 refused the connection.", null);
    }
  }

  DoneView done(String command, String text) {
    answer();
    commands.add(command);
    return new DoneView(text);
  }

  @Override
  public CheckView checkCluster() {
    answer();
    return new CheckView(null, 0, 0, List.of());
  }

  @Override
  public ClusterView cluster() {
    answer();
    return new ClusterView(
        "shanghai-7f21",
        "coordinator-2",
        leaderless ? CoordinatorRole.STANDBY : CoordinatorRole.LEADER,
        leaderless ? null : "coordinator-2",
        leaderless ? null : "http://coordinator-2:7070",
        4,
        List.of(
            new CoordinatorView(
                "coordinator-1", "http://coordinator-1:7070", CoordinatorRole.STANDBY),
            new CoordinatorView(
                "coordinator-2",
                "http://coordinator-2:7070",
                leaderless ? CoordinatorRole.RAISING : CoordinatorRole.LEADER),
            new CoordinatorView(
                "coordinator-3", "http://coordinator-3:7070", CoordinatorRole.STANDBY)),
        new StoreView("postgresql", true, null),
        leaderless ? null : new LagView(14, 3, 2),
        new EventRangeView(1, 9_000),
        new TreeMap<>(),
        new CallerView("chen.li", role),
        "0.1.0",
        NOW);
  }

  @Override
  public Page<JobSummary> jobs(String namespace, String nameContains, String cursor, int limit) {
    answer();
    return new Page<>(empty ? List.of() : SampleJobs.summaries(NOW), null);
  }

  @Override
  public JobView job(JobKey job) {
    answer();
    return SampleJobs.view(job.toString(), NOW);
  }

  @Override
  public List<JobView> jobVersions(JobKey job, int limit) {
    return List.of(job(job));
  }

  @Override
  public JobStoredView putJob(JobKey job, String text, String reason) {
    done("put " + job, "");
    return new JobStoredView(job.toString(), 8, true);
  }

  @Override
  public DoneView deleteJob(JobKey job, String reason) {
    return done("delete " + job, "Job " + job + " was deleted.");
  }

  @Override
  public DoneView pauseJob(JobKey job, String reason) {
    return done("pause " + job, "The schedules of " + job + " are paused.");
  }

  @Override
  public DoneView resumeJob(JobKey job, String reason) {
    return done("resume " + job, "The schedules of " + job + " go on.");
  }

  @Override
  public ValidationView validate(String text) {
    answer();
    return new ValidationView(true, SampleJobs.view(SampleJobs.REPORT, NOW), List.of());
  }

  @Override
  public List<ScheduleView> schedules(JobKey job, int preview) {
    answer();
    return SampleJobs.schedules(job.toString(), NOW, preview);
  }

  @Override
  public RunAcceptedView trigger(JobKey job, TriggerRequest request) {
    done("trigger " + job + " " + request.params() + " " + request.reason(), "");
    return new RunAcceptedView(RUNNING_RUN, true);
  }

  @Override
  public BulkRunsView triggerMany(JobKey job, BulkRunsRequest request) {
    done("triggerMany " + job, "");
    return new BulkRunsView(List.of());
  }

  @Override
  public Page<RunView> runs(RunQuery query, String cursor, int limit) {
    answer();
    List<RunView> found =
        empty
            ? List.of()
            : SampleRuns.all(NOW).stream()
                .filter(run -> query.job() == null || run.job().equals(query.job().toString()))
                .filter(
                    run -> query.statuses().isEmpty() || query.statuses().contains(run.status()))
                .filter(run -> query.from() == null || run.createdAt().isAfter(query.from()))
                .toList();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(found.size(), from + limit);
    return new Page<>(found.subList(from, to), to < found.size() ? Integer.toString(to) : null);
  }

  @Override
  public RunDetailView run(long run) {
    answer();
    return SampleRuns.all(NOW).stream()
        .filter(each -> each.id() == run)
        .findFirst()
        .map(each -> SampleRuns.detail(each, NOW))
        .orElseThrow(() -> notFound("There is no run #" + run + "."));
  }

  @Override
  public DoneView cancel(long run, String reason) {
    return done("cancel " + run + " " + reason, "Run #" + run + " is being canceled.");
  }

  @Override
  public RunAcceptedView rerun(long run, RerunRequest request) {
    done("rerun " + run + " " + request.mode() + " " + request.task(), "");
    return new RunAcceptedView(RUNNING_RUN, true);
  }

  @Override
  public RerunPlanView previewRerun(long run, RerunRequest request) {
    return SamplePlan.of(run(run), request);
  }

  @Override
  public ExplainView explain(long run) {
    answer();
    if (run == WAITING_RUN) {
      return new ExplainView(
          run,
          List.of(
              new GateView(
                  "step-1",
                  "EXECUTOR_GROUP",
                  "no executor of group gpu takes new attempts (1 cordoned, 1 draining)",
                  "one of them is uncordoned or another one joins")));
    }
    return new ExplainView(run, List.of());
  }

  @Override
  public DoneView decide(long run, String task, DecideRequest request) {
    return done("decide " + run + "/" + task + " " + request.decision(), "Decided.");
  }

  @Override
  public TaskPlanView planDecision(long run, String task, TaskDecision decision) {
    answer();
    return new TaskPlanView(
        run, task, decision, List.of(new TaskPlanView.Step(task, "runs as attempt 2")), "");
  }

  @Override
  public LogSliceView log(
      long run, String task, int attempt, long offset, int limit, long followMs) {
    answer();
    byte[] all = SampleLog.of(run, task, attempt).getBytes(StandardCharsets.UTF_8);
    int from = (int) Math.min(offset, all.length);
    int to = Math.min(all.length, from + limit);
    boolean live = run == RUNNING_RUN && to == all.length;
    if (live && followMs > 0) {
      sleepOrGiveUp(followMs);
    }
    return new LogSliceView(from, Arrays.copyOfRange(all, from, to), to, to == all.length && !live);
  }

  /** A live log has nothing more to say; the real coordinator would hold the request as well. */
  private static void sleepOrGiveUp(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException shownElsewhere) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<ArtifactView> artifacts(long run) {
    answer();
    return List.of();
  }

  @Override
  public byte[] artifact(long run, String task, String name) {
    throw notFound("There is no artifact " + name + ".");
  }

  @Override
  public List<ExecutorView> executors() {
    answer();
    return empty ? List.of() : SampleExecutors.all(NOW);
  }

  @Override
  public DoneView cordon(String executor, String reason) {
    return done("cordon " + executor + " " + reason, executor + " gets no new attempts.");
  }

  @Override
  public DoneView uncordon(String executor, String reason) {
    return done("uncordon " + executor + " " + reason, executor + " gets new attempts again.");
  }

  @Override
  public DoneView drain(String executor, DrainRequest request) {
    return done("drain " + executor, executor + " is being drained.");
  }

  @Override
  public Page<FailoverEventView> failoverEvents(
      Instant from, Instant to, String cursor, int limit) {
    answer();
    return new Page<>(empty ? List.of() : SampleExecutors.events(NOW), null);
  }

  @Override
  public Page<AuditView> audit(Instant from, Instant to, String cursor, int limit) {
    answer();
    return new Page<>(List.of(), null);
  }

  @Override
  public Page<SkipView> skips(JobKey job, Instant from, Instant to, int limit) {
    answer();
    return new Page<>(List.of(), null);
  }

  @Override
  public List<MinuteCountView> runsPerMinute(Instant from, Instant to, JobKey job) {
    answer();
    List<MinuteCountView> counts = new ArrayList<>();
    Random random = new Random(7);
    Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; minute.isBefore(to); i++, minute = minute.plus(Duration.ofMinutes(1))) {
      double wave = 60 + 22 * Math.sin(i / 9.0);
      boolean outage = Duration.between(minute, NOW).toMinutes() == 13;
      long good = outage ? 9 : Math.round(wave + random.nextInt(14));
      long bad = outage ? 3 : random.nextInt(10) == 0 ? 6 + random.nextInt(9) : random.nextInt(3);
      counts.add(new MinuteCountView(minute, RunStatus.SUCCEEDED, good));
      counts.add(new MinuteCountView(minute, RunStatus.FAILED, bad));
      if (random.nextInt(12) == 0) {
        counts.add(new MinuteCountView(minute, RunStatus.CANCELED, 2));
      }
    }
    return empty ? List.of() : counts;
  }

  @Override
  public DoneView stepDown(String reason) {
    return done("stepDown", "coordinator-2 hands over.");
  }

  @Override
  public EventFrame events(long from, int limit) {
    answer();
    return new EventFrame(List.of(), nextEvent);
  }

  @Override
  public EventSubscription subscribe(long from, Set<String> types, EventListener listener) {
    listeners.add(listener);
    if (!away) {
      listener.connected(URI.create("http://coordinator-2:7070"));
    }
    return new EventSubscription() {
      @Override
      public long nextFrom() {
        return nextEvent;
      }

      @Override
      public void close() {
        listeners.remove(listener);
      }
    };
  }

  @Override
  public void close() {}

  /** The attempt that a task of the running run is at. */
  public static AttemptRef runningAttempt() {
    return new AttemptRef(RUNNING_RUN, "aggregate-2013", 2);
  }
}
