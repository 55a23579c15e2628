package dev.baton.common.api.client;

import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.AuditView;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.BulkRunsView;
import dev.baton.common.api.CheckView;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.EventFrame;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExplainView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.JobStoredView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.MinuteCountView;
import dev.baton.common.api.Page;
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
import dev.baton.common.id.JobKey;
import dev.baton.common.run.TaskDecision;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Talks to a cluster through whichever coordinator answers. Each call blocks; when a coordinator
 * does not answer, or knows no leader, it tries the others until {@link ClientSettings#patience()}
 * is used up. A call that may be sent twice because of that has the same effect as one: triggers
 * and reruns without a request key get one here.
 *
 * <p>Every method throws {@link ProblemException} when a coordinator answers with a problem, {@link
 * UnreachableException} when none answers, and {@link ClientException} in general.
 */
public interface BatonClient extends AutoCloseable {
  /** A client; connects with the first call. */
  static BatonClient of(ClientSettings settings) {
    return new HttpBatonClient(settings);
  }

  ClusterView cluster();

  /** What the leader found when it last looked at everything that is live. */
  CheckView checkCluster();

  /**
   * @param namespace null = all
   * @param nameContains null = all
   * @param cursor null = from the start
   */
  Page<JobSummary> jobs(String namespace, String nameContains, String cursor, int limit);

  JobView job(JobKey job);

  /** Newest first. */
  List<JobView> jobVersions(JobKey job, int limit);

  /** Creates or changes the job that {@code text} (YAML or JSON) defines. */
  JobStoredView putJob(JobKey job, String text, String reason);

  DoneView deleteJob(JobKey job, String reason);

  DoneView pauseJob(JobKey job, String reason);

  DoneView resumeJob(JobKey job, String reason);

  /** What is wrong with a job file, or the job it defines. */
  ValidationView validate(String text);

  /**
   * The job's schedules with their next fire times.
   *
   * @param preview how many fire times of each
   */
  List<ScheduleView> schedules(JobKey job, int preview);

  RunAcceptedView trigger(JobKey job, TriggerRequest request);

  BulkRunsView triggerMany(JobKey job, BulkRunsRequest request);

  /** Newest first; {@code cursor} null = from the newest. */
  Page<RunView> runs(RunQuery query, String cursor, int limit);

  RunDetailView run(long run);

  DoneView cancel(long run, String reason);

  /** {@link RerunRequest#preview()} is left aside: this runs. */
  RunAcceptedView rerun(long run, RerunRequest request);

  /** What that rerun would do; changes nothing. */
  RerunPlanView previewRerun(long run, RerunRequest request);

  ExplainView explain(long run);

  /** Decides on a task of a run that has not ended; never a preview. */
  DoneView decide(long run, String task, DecideRequest request);

  /** What that decision would do; changes nothing. */
  TaskPlanView planDecision(long run, String task, TaskDecision decision);

  /**
   * A piece of a log.
   *
   * @param limit most bytes
   * @param followMs how long to wait for more when there is nothing at {@code offset} yet; 0 = not
   */
  LogSliceView log(long run, String task, int attempt, long offset, int limit, long followMs);

  List<ArtifactView> artifacts(long run);

  /** The whole file. */
  byte[] artifact(long run, String task, String name);

  List<ExecutorView> executors();

  DoneView cordon(String executor, String reason);

  DoneView uncordon(String executor, String reason);

  DoneView drain(String executor, DrainRequest request);

  /** Newest first; times may be null = no bound. */
  Page<FailoverEventView> failoverEvents(Instant from, Instant to, String cursor, int limit);

  /** Newest first; times may be null = no bound. */
  Page<AuditView> audit(Instant from, Instant to, String cursor, int limit);

  /** {@code job} null = of all jobs; times may be null = no bound. */
  Page<SkipView> skips(JobKey job, Instant from, Instant to, int limit);

  /** {@code job} null = all jobs; oldest first. */
  List<MinuteCountView> runsPerMinute(Instant from, Instant to, JobKey job);

  /** Incidents. */
  default RecoveryClient recovery() {
    throw new UnsupportedOperationException("this client knows no incidents");
  }

  DoneView stepDown(String reason);

  /** Stored events from {@code from} on, at most {@code limit}; does not wait. */
  EventFrame events(long from, int limit);

  /**
   * Calls the listener with every event from {@code from} on (0 = from now on), in order and each
   * once, over connection losses and leader changes, until closed.
   *
   * @param types names of {@link dev.baton.common.api.EventType}; empty = all
   */
  EventSubscription subscribe(long from, Set<String> types, EventListener listener);

  @Override
  void close();
}
