package dev.baton.coordinator.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers questions from what is stored, on leader and standbys alike. Every list has a limit and a
 * cursor. Methods block and throw {@link StoreException} when the store does not answer.
 */
public interface ReadStore {
  int MAX_PAGE = 1_000;

  /** Most task runs, and most attempts, given of one run. */
  int MAX_ROWS_OF_A_RUN = 100_000;

  /** Most minutes, by status, given at once: more than a month. */
  int MAX_MINUTE_ROWS = 150_000;

  /** Most facts given at once by {@link #events}, unless a single chunk holds more. */
  int MAX_EVENT_FACTS = 50_000;

  /**
   * By namespace and name. Conditions that are null or empty are none; {@code nameContains} does
   * not mind case; {@code after} is the last job of the page before, or null.
   */
  List<Job> jobs(String namespace, String nameContains, JobKey after, int limit);

  Optional<Job> job(JobKey key);

  /** Newest first. */
  List<Job> jobVersions(JobKey key, int limit);

  /** One version of a job; also of one that is deleted by now. */
  Optional<Job> jobVersion(JobKey key, int version);

  List<ScheduleCursor> cursors(JobKey key);

  /**
   * Newest first; {@code before} is the last run of the page before, or null. {@code from} and
   * {@code to} (exclusive) are compared with the time at which the run was created.
   */
  List<Run> runs(RunFilter filter, RunId before, int limit);

  Optional<Run> run(RunId id);

  /**
   * The runs of a schedule whose fire times lie in the span, oldest fire time first.
   *
   * @param to exclusive
   */
  List<Run> fires(JobKey job, String schedule, Instant from, Instant to, int limit);

  /** The run with the lowest number that is kept. */
  Optional<Run> oldestRun();

  /** The run that was accepted under this request key, ended or not. */
  Optional<Run> runByRequestKey(JobKey job, String requestKey);

  List<TaskRun> taskRuns(RunId run);

  /** By task and number. */
  List<Attempt> attempts(RunId run);

  /** Newest first; {@code beforeNumber} is exclusive, 0 = from the newest. */
  List<Numbered<FailoverEvent>> failoverEvents(
      Instant from, Instant to, long beforeNumber, int limit);

  List<Numbered<AuditEntry>> audit(Instant from, Instant to, long beforeNumber, int limit);

  /** Skips whose fire times touch the span, oldest first; {@code job} null = of all jobs. */
  List<Skip> skips(JobKey job, Instant from, Instant to, int limit);

  List<ExecutorRow> executors(int limit);

  /** Newest first; {@code before} is exclusive, 0 = from the newest. */
  List<Incident> incidents(IncidentFilter filter, long before, int limit);

  Optional<Incident> incident(long id);

  /** The attempts that an incident has touched, by run, task and number. */
  List<IncidentTouch> touches(long incident, AttemptId after, int limit);

  /**
   * Runs that ended in each minute, by status, oldest first; minutes without any are left out.
   * {@code job} null = of all jobs.
   */
  List<MinuteCount> runsPerMinute(Instant from, Instant to, JobKey job);

  /**
   * Stored event chunks that hold any number of {@code fromNumber} or higher, oldest first; at most
   * {@code limit}, and fewer when they hold {@link #MAX_EVENT_FACTS}.
   */
  List<EventChunk> events(long fromNumber, int limit);

  /** First and last event number kept; 0 and 0 when there is none. */
  EventRange eventRange();

  /** Any part may be null or empty = no condition. */
  record RunFilter(JobKey job, Set<RunStatus> statuses, Instant from, Instant to) {}

  /**
   * Any part may be null or false = no condition.
   *
   * @param openOnly those that are not RESOLVED
   * @param run those that touch an attempt of it
   * @param from with {@code to} (exclusive): when it was detected
   */
  record IncidentFilter(
      IncidentKind kind, String subject, boolean openOnly, RunId run, Instant from, Instant to) {}

  record Numbered<T>(long number, T value) {}

  record Skip(
      JobKey job,
      String schedule,
      Instant first,
      Instant last,
      long count,
      String reason,
      Instant at) {}

  record MinuteCount(Instant minute, RunStatus status, long count) {}

  /** One batch's events as stored: {@code facts} numbered from {@code firstNumber} on. */
  record EventChunk(long firstNumber, long epoch, List<Fact> facts) {}

  record EventRange(long first, long last) {}
}
