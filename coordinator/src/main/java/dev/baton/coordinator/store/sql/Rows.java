package dev.baton.coordinator.store.sql;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.ReadStore.Numbered;
import dev.baton.coordinator.store.ReadStore.Skip;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.codec.TextCodec;
import dev.baton.coordinator.store.fold.RunBlock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** From result rows, with the columns of {@link Tables}, to values. */
final class Rows {
  private Rows() {}

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        new JobKey(row.getString("namespace"), row.getString("name")),
        row.getInt("version"),
        TextCodec.toSpec(row.getString("spec")),
        row.getString("source"),
        row.getString("paused_reason"),
        instant(row, "changed_at"),
        row.getString("changed_by"));
  }

  static ScheduleCursor cursor(ResultSet row) throws SQLException {
    return new ScheduleCursor(
        JobKey.parse(row.getString("job")),
        row.getString("schedule"),
        row.getInt("job_version"),
        instant(row, "next_fire_at"));
  }

  static Run run(ResultSet row) throws SQLException {
    return new Run(
        new RunId(row.getLong("id")),
        JobKey.parse(row.getString("job")),
        row.getInt("job_version"),
        word(Trigger.class, row.getString("triggered_by")),
        row.getString("schedule"),
        instant(row, "fire_at"),
        row.getString("request_key"),
        runIdOrNull(row),
        TextCodec.toMap(row.getString("params")),
        word(RunStatus.class, row.getString("status")),
        row.getString("cause"),
        row.getString("requested_by"),
        instant(row, "created_at"),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  private static RunId runIdOrNull(ResultSet row) throws SQLException {
    long rerunOf = row.getLong("rerun_of");
    return row.wasNull() ? null : new RunId(rerunOf);
  }

  static TaskRun taskRun(ResultSet row) throws SQLException {
    return new TaskRun(
        new TaskRunId(new RunId(row.getLong("run_id")), row.getString("task")),
        word(TaskStatus.class, row.getString("status")),
        row.getInt("last_attempt"),
        row.getInt("failures"),
        row.getInt("losses"),
        instant(row, "not_before"),
        row.getString("cause"),
        TextCodec.toMap(row.getString("outputs")),
        TextCodec.toAttemptId(row.getString("accepted")),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        new AttemptId(
            new RunId(row.getLong("run_id")), row.getString("task"), row.getInt("number")),
        new ExecutorId(row.getString("executor")),
        new Incarnation(row.getString("incarnation")),
        new FencingToken(row.getLong("token_epoch"), row.getInt("token_attempt")),
        row.getInt("leased") != 0,
        word(AttemptStatus.class, row.getString("status")),
        word(Outcome.class, row.getString("outcome")),
        exitCode(row),
        row.getString("cause"),
        word(Outcome.class, row.getString("late_outcome")),
        row.getInt("cancel_requested") != 0,
        instant(row, "dispatched_at"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getInt("silent") != 0);
  }

  private static Integer exitCode(ResultSet row) throws SQLException {
    int code = row.getInt("exit_code");
    return row.wasNull() ? null : Integer.valueOf(code);
  }

  static ExecutorRow executor(ResultSet row) throws SQLException {
    String incarnation = row.getString("incarnation");
    return new ExecutorRow(
        new ExecutorId(row.getString("id")),
        incarnation == null ? null : new Incarnation(incarnation),
        row.getString("home"),
        row.getString("cordon_reason"),
        row.getInt("draining") != 0,
        instant(row, "first_seen_at"),
        instant(row, "last_joined_at"),
        TextCodec.toCapacity(row.getString("capacity")));
  }

  static Numbered<FailoverEvent> failoverEvent(ResultSet row) throws SQLException {
    return new Numbered<>(
        row.getLong("number"),
        new FailoverEvent(
            word(FailoverEvent.Kind.class, row.getString("kind")),
            row.getString("subject"),
            row.getLong("epoch"),
            row.getString("detail"),
            instant(row, "happened_at")));
  }

  static Numbered<AuditEntry> auditEntry(ResultSet row) throws SQLException {
    return new Numbered<>(
        row.getLong("number"),
        new AuditEntry(
            row.getString("actor"),
            row.getString("origin"),
            row.getString("action"),
            row.getString("subject"),
            row.getString("reason"),
            instant(row, "happened_at")));
  }

  static Skip skip(ResultSet row) throws SQLException {
    return new Skip(
        JobKey.parse(row.getString("job")),
        row.getString("schedule"),
        instant(row, "first_at"),
        instant(row, "last_at"),
        row.getLong("fire_count"),
        row.getString("reason"),
        instant(row, "decided_at"));
  }

  static RunBlock runBlock(ResultSet row) throws SQLException {
    return RunBlock.of(
        row.getLong("number"),
        row.getBytes("active"),
        row.getBytes("failed"),
        row.getBytes("canceled"));
  }

  static <E extends Enum<E>> E word(Class<E> type, String word) {
    return word == null ? null : Enum.valueOf(type, word);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Micros.toInstant(micros);
  }
}
