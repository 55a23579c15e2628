package dev.baton.coordinator.store.sql;

import static dev.baton.coordinator.store.sql.Column.Role.CHANGES;
import static dev.baton.coordinator.store.sql.Column.Role.FILLS;
import static dev.baton.coordinator.store.sql.Column.Role.FIXED;
import static dev.baton.coordinator.store.sql.Column.Role.KEY;

import dev.baton.common.id.JobKey;
import dev.baton.coordinator.core.fact.Fact.FireSkipped;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.ReadStore.Numbered;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.codec.TextCodec;
import dev.baton.coordinator.store.fold.BatchRows.CursorKey;
import dev.baton.coordinator.store.fold.BatchRows.LateOutcome;
import dev.baton.coordinator.store.fold.BatchRows.MinuteAdd;
import dev.baton.coordinator.store.fold.RunBlock;

/** The tables that a batch writes, column by column. */
public final class Tables {
  /** Stands for all jobs in {@code run_minutes}; no job has this name. */
  static final String ALL_JOBS = "";

  static final Table<Job> JOBS =
      Table.of(
          "jobs",
          Column.ofText("namespace", KEY, row -> row.key().namespace()),
          Column.ofText("name", KEY, row -> row.key().name()),
          Column.ofInt("version", CHANGES, Job::version),
          Column.ofText("spec", CHANGES, row -> TextCodec.ofSpec(row.spec())),
          Column.ofText("source", CHANGES, Job::source),
          Column.ofText("paused_reason", CHANGES, Job::pausedReason),
          Column.ofLong("changed_at", CHANGES, row -> Micros.orNull(row.changedAt())),
          Column.ofText("changed_by", CHANGES, Job::changedBy));

  static final Table<Job> JOB_VERSIONS =
      Table.of(
          "job_versions",
          Column.ofText("namespace", KEY, row -> row.key().namespace()),
          Column.ofText("name", KEY, row -> row.key().name()),
          Column.ofInt("version", KEY, Job::version),
          Column.ofText("spec", CHANGES, row -> TextCodec.ofSpec(row.spec())),
          Column.ofText("source", CHANGES, Job::source),
          Column.ofText("paused_reason", CHANGES, Job::pausedReason),
          Column.ofLong("changed_at", CHANGES, row -> Micros.orNull(row.changedAt())),
          Column.ofText("changed_by", CHANGES, Job::changedBy));

  static final Table<JobKey> DELETED_JOBS =
      Table.of(
          "jobs",
          Column.ofText("namespace", KEY, JobKey::namespace),
          Column.ofText("name", KEY, JobKey::name));

  static final Table<ScheduleCursor> CURSORS =
      Table.of(
          "cursors",
          Column.ofText("job", KEY, row -> row.job().toString()),
          Column.ofText("schedule", KEY, ScheduleCursor::schedule),
          Column.ofInt("job_version", CHANGES, ScheduleCursor::jobVersion),
          Column.ofLong("next_fire_at", CHANGES, row -> Micros.orNull(row.nextFireAt())));

  static final Table<CursorKey> REMOVED_CURSORS =
      Table.of(
          "cursors",
          Column.ofText("job", KEY, row -> row.job().toString()),
          Column.ofText("schedule", KEY, CursorKey::schedule));

  static final Table<JobKey> CURSORS_OF_DELETED_JOBS =
      Table.of("cursors", Column.ofText("job", KEY, JobKey::toString));

  static final Table<Run> RUNS =
      Table.of(
          "runs",
          Column.ofLong("id", KEY, row -> row.id().value()),
          Column.ofText("job", FIXED, row -> row.job().toString()),
          Column.ofInt("job_version", FIXED, Run::jobVersion),
          Column.ofWord("triggered_by", FIXED, Run::trigger),
          Column.ofText("schedule", FIXED, Run::schedule),
          Column.ofLong("fire_at", FIXED, row -> Micros.orNull(row.fireAt())),
          Column.ofText("request_key", FIXED, Run::requestKey),
          Column.ofLong(
              "rerun_of", FIXED, row -> row.rerunOf() == null ? null : row.rerunOf().value()),
          Column.ofText("params", FIXED, row -> TextCodec.ofMap(row.params())),
          Column.ofWord("status", CHANGES, Run::status),
          Column.ofText("cause", CHANGES, Run::cause),
          Column.ofText("requested_by", FIXED, Run::requestedBy),
          Column.ofLong("created_at", FIXED, row -> Micros.orNull(row.createdAt())),
          Column.ofLong("started_at", CHANGES, row -> Micros.orNull(row.startedAt())),
          Column.ofLong("ended_at", CHANGES, row -> Micros.orNull(row.endedAt())));

  static final Table<TaskRun> TASK_RUNS =
      Table.of(
          "task_runs",
          Column.ofLong("run_id", KEY, row -> row.id().run().value()),
          Column.ofText("task", KEY, row -> row.id().task()),
          Column.ofWord("status", CHANGES, TaskRun::status),
          Column.ofInt("last_attempt", CHANGES, TaskRun::lastAttempt),
          Column.ofInt("failures", CHANGES, TaskRun::failures),
          Column.ofInt("losses", CHANGES, TaskRun::losses),
          Column.ofLong("not_before", CHANGES, row -> Micros.orNull(row.notBefore())),
          Column.ofText("cause", CHANGES, TaskRun::cause),
          Column.ofText("outputs", CHANGES, row -> TextCodec.ofMap(row.outputs())),
          Column.ofText(
              "accepted",
              CHANGES,
              row -> row.accepted() == null ? null : row.accepted().toString()),
          Column.ofLong("started_at", CHANGES, row -> Micros.orNull(row.startedAt())),
          Column.ofLong("ended_at", CHANGES, row -> Micros.orNull(row.endedAt())));

  static final Table<Attempt> ATTEMPTS =
      Table.of(
          "attempts",
          Column.ofLong("run_id", KEY, row -> row.id().run().value()),
          Column.ofText("task", KEY, row -> row.id().task()),
          Column.ofInt("number", KEY, row -> row.id().number()),
          Column.ofText("executor", FIXED, row -> row.executor().value()),
          Column.ofText("incarnation", FIXED, row -> row.incarnation().value()),
          Column.ofLong("token_epoch", FIXED, row -> row.token().epoch()),
          Column.ofInt("token_attempt", FIXED, row -> row.token().attempt()),
          Column.ofFlag("leased", FIXED, Attempt::leased),
          Column.ofWord("status", CHANGES, Attempt::status),
          Column.ofWord("outcome", CHANGES, Attempt::outcome),
          Column.ofInteger("exit_code", CHANGES, Attempt::exitCode),
          Column.ofText("cause", CHANGES, Attempt::cause),
          Column.ofWord("late_outcome", FILLS, Attempt::lateOutcome),
          Column.ofFlag("cancel_requested", CHANGES, Attempt::cancelRequested),
          Column.ofLong("dispatched_at", FIXED, row -> Micros.orNull(row.dispatchedAt())),
          Column.ofLong("started_at", CHANGES, row -> Micros.orNull(row.startedAt())),
          Column.ofLong("ended_at", CHANGES, row -> Micros.orNull(row.endedAt())),
          Column.ofFlag("silent", CHANGES, Attempt::silent));

  static final Table<LateOutcome> LATE_OUTCOMES =
      Table.of(
          "attempts",
          Column.ofLong("run_id", KEY, row -> row.attempt().run().value()),
          Column.ofText("task", KEY, row -> row.attempt().task()),
          Column.ofInt("number", KEY, row -> row.attempt().number()),
          Column.ofWord("late_outcome", CHANGES, LateOutcome::outcome));

  static final Table<ExecutorRow> EXECUTORS =
      Table.of(
          "executors",
          Column.ofText("id", KEY, row -> row.id().value()),
          Column.ofText(
              "incarnation",
              CHANGES,
              row -> row.incarnation() == null ? null : row.incarnation().value()),
          Column.ofText("home", CHANGES, ExecutorRow::home),
          Column.ofText("cordon_reason", CHANGES, ExecutorRow::cordonReason),
          Column.ofFlag("draining", CHANGES, ExecutorRow::draining),
          Column.ofLong("first_seen_at", CHANGES, row -> Micros.orNull(row.firstSeenAt())),
          Column.ofLong("last_joined_at", CHANGES, row -> Micros.orNull(row.lastJoinedAt())),
          Column.ofText("capacity", CHANGES, row -> TextCodec.ofCapacity(row.capacity())));

  static final Table<Numbered<FireSkipped>> SKIPS =
      Table.of(
          "skips",
          Column.ofLong("number", KEY, Numbered::number),
          Column.ofText("job", FIXED, row -> row.value().job().toString()),
          Column.ofText("schedule", FIXED, row -> row.value().schedule()),
          Column.ofLong("first_at", FIXED, row -> Micros.orNull(row.value().first())),
          Column.ofLong("last_at", FIXED, row -> Micros.orNull(row.value().last())),
          Column.ofLong("fire_count", FIXED, row -> row.value().count()),
          Column.ofText("reason", FIXED, row -> row.value().reason()),
          Column.ofLong("decided_at", FIXED, row -> Micros.orNull(row.value().at())));

  static final Table<Numbered<FailoverEvent>> FAILOVER_EVENTS =
      Table.of(
          "failover_events",
          Column.ofLong("number", KEY, Numbered::number),
          Column.ofWord("kind", FIXED, row -> row.value().kind()),
          Column.ofText("subject", FIXED, row -> row.value().subject()),
          Column.ofLong("epoch", FIXED, row -> row.value().epoch()),
          Column.ofText("detail", FIXED, row -> row.value().detail()),
          Column.ofLong("happened_at", FIXED, row -> Micros.orNull(row.value().at())));

  static final Table<Numbered<AuditEntry>> AUDIT =
      Table.of(
          "audit",
          Column.ofLong("number", KEY, Numbered::number),
          Column.ofText("actor", FIXED, row -> row.value().actor()),
          Column.ofText("origin", FIXED, row -> row.value().origin()),
          Column.ofText("action", FIXED, row -> row.value().action()),
          Column.ofText("subject", FIXED, row -> row.value().subject()),
          Column.ofText("reason", FIXED, row -> row.value().reason()),
          Column.ofLong("happened_at", FIXED, row -> Micros.orNull(row.value().at())));

  static final Table<RunBlock> RUN_BLOCKS =
      Table.of(
          "run_blocks",
          Column.ofLong("number", KEY, RunBlock::number),
          Column.ofBytes("active", CHANGES, RunBlock::activeBytes),
          Column.ofBytes("failed", CHANGES, RunBlock::failedBytes),
          Column.ofBytes("canceled", CHANGES, RunBlock::canceledBytes));

  static final Table<MinuteAdd> RUN_MINUTES =
      Table.of(
          "run_minutes",
          Column.ofLong("minute", KEY, MinuteAdd::minute),
          Column.ofText("job", KEY, row -> row.job() == null ? ALL_JOBS : row.job().toString()),
          Column.ofWord("status", KEY, MinuteAdd::status),
          Column.ofLong("run_count", CHANGES, MinuteAdd::count));

  static final Table<StoredChunk> EVENT_CHUNKS =
      Table.of(
          "event_chunks",
          Column.ofLong("first_number", KEY, StoredChunk::firstNumber),
          Column.ofLong("last_number", FIXED, StoredChunk::lastNumber),
          Column.ofLong("epoch", FIXED, StoredChunk::epoch),
          Column.ofLong("stored_at", FIXED, StoredChunk::storedAt),
          Column.ofBytes("facts", FIXED, StoredChunk::facts));

  private Tables() {}

  /**
   * The events of one batch, encoded.
   *
   * @param storedAt by the writer's clock, in microseconds: for retention only
   */
  record StoredChunk(long firstNumber, long lastNumber, long epoch, long storedAt, byte[] facts) {}
}
