package dev.baton.coordinator.store.sql;

import dev.baton.common.id.JobKey;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.RunBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Reads all hard state on one connection; the caller opens the transaction that makes it one
 * moment. Active runs are found by their blocks, so ended ones cost nothing.
 */
public final class SnapshotReader {
  /** Most fire times with a run that are looked for after one cursor; the next load finds more. */
  static final int MAX_FIRED_AHEAD = 10_000;

  private record JobVersion(JobKey job, int version) {}

  private record CursorKey(JobKey job, String schedule) {}

  private final Database database;
  private final Handle handle;

  public SnapshotReader(Database database, Handle handle) {
    this.database = database;
    this.handle = handle;
  }

  /** Blocks with active runs, and the newest block. */
  public static List<RunBlock> changingBlocks(Handle handle) {
    return handle
        .createQuery(
            "SELECT number, active, failed, canceled FROM run_blocks WHERE active IS NOT NULL"
                + " OR number = (SELECT max(number) FROM run_blocks) ORDER BY number")
        .map((row, context) -> Rows.runBlock(row))
        .list();
  }

  public Snapshot read() {
    List<Job> jobs =
        handle
            .createQuery(
                "SELECT " + Tables.JOBS.columnNames() + " FROM jobs ORDER BY namespace, name")
            .map((row, context) -> Rows.job(row))
            .list();
    List<ScheduleCursor> cursors = cursors(jobs);
    Object active = database.numbers(activeRuns());
    List<Run> runs =
        handle
            .createQuery(select(Tables.RUNS, "id") + " ORDER BY id")
            .bind("ids", active)
            .map((row, context) -> Rows.run(row))
            .list();
    List<TaskRun> taskRuns =
        handle
            .createQuery(select(Tables.TASK_RUNS, "run_id") + " ORDER BY run_id, task")
            .bind("ids", active)
            .map((row, context) -> Rows.taskRun(row))
            .list();
    List<Attempt> attempts =
        handle
            .createQuery(select(Tables.ATTEMPTS, "run_id") + " ORDER BY run_id, task, number")
            .bind("ids", active)
            .map((row, context) -> Rows.attempt(row))
            .list();
    return new Snapshot(
        jobs,
        olderVersions(jobs, runs),
        cursors,
        firedAhead(cursors),
        runs,
        taskRuns,
        attempts,
        handle
            .createQuery("SELECT " + Tables.EXECUTORS.columnNames() + " FROM executors ORDER BY id")
            .map((row, context) -> Rows.executor(row))
            .list(),
        new IncidentReader(database, handle).records(active, next("SELECT max(id) FROM incidents")),
        next("SELECT max(id) FROM runs"),
        next("SELECT max(last_number) FROM event_chunks"));
  }

  private String select(Table<?> table, String key) {
    return "SELECT "
        + table.columnNames()
        + " FROM "
        + table.name()
        + " WHERE "
        + database.isAmong(key, "ids");
  }

  private long[] activeRuns() {
    return changingBlocks(handle).stream()
        .flatMapToLong(block -> LongStream.of(block.runs(true, false, false)))
        .toArray();
  }

  /** A job that was deleted and made again in one batch may have left cursors behind. */
  private List<ScheduleCursor> cursors(List<Job> jobs) {
    Map<JobKey, Job> byKey = jobs.stream().collect(Collectors.toMap(Job::key, Function.identity()));
    return handle
        .createQuery(
            "SELECT " + Tables.CURSORS.columnNames() + " FROM cursors ORDER BY job, schedule")
        .map((row, context) -> Rows.cursor(row))
        .stream()
        .filter(cursor -> isOf(byKey.get(cursor.job()), cursor))
        .toList();
  }

  /**
   * Fire times of the newest runs, and those at or after their cursor. Of the second there are
   * mostly none, and one look into the index of fire times for each cursor shows it.
   */
  private List<FiredTime> firedAhead(List<ScheduleCursor> cursors) {
    Set<FiredTime> fired = new LinkedHashSet<>(newestFired());
    Set<CursorKey> behind =
        handle
            .createQuery(
                "SELECT job, schedule FROM cursors WHERE (SELECT max(fire_at) FROM runs"
                    + " WHERE runs.job = cursors.job AND runs.schedule = cursors.schedule)"
                    + " >= next_fire_at")
            .map((row, context) ->
                new CursorKey(JobKey.parse(row.getString("job")), row.getString("schedule")))
            .set();
    for (ScheduleCursor cursor : cursors) {
      if (behind.contains(new CursorKey(cursor.job(), cursor.schedule()))) {
        fired.addAll(firedAhead(cursor));
      }
    }
    return List.copyOf(fired);
  }

  private List<FiredTime> newestFired() {
    return handle
        .createQuery(
            "SELECT job, schedule, fire_at FROM runs WHERE schedule IS NOT NULL"
                + " AND id > (SELECT max(id) FROM runs) - :newest")
        .bind("newest", Snapshot.NEWEST_RUNS)
        .map((row, context) ->
            new FiredTime(
                JobKey.parse(row.getString("job")),
                row.getString("schedule"),
                Micros.toInstant(row.getLong("fire_at"))))
        .list();
  }

  private List<FiredTime> firedAhead(ScheduleCursor cursor) {
    return handle
        .createQuery(
            "SELECT fire_at FROM runs WHERE job = :job AND schedule = :schedule"
                + " AND fire_at >= :from ORDER BY fire_at")
        .bind("job", cursor.job().toString())
        .bind("schedule", cursor.schedule())
        .bind("from", Micros.of(cursor.nextFireAt()))
        .setMaxRows(MAX_FIRED_AHEAD)
        .mapTo(Long.class)
        .map(at -> new FiredTime(cursor.job(), cursor.schedule(), Micros.toInstant(at)))
        .list();
  }

  static boolean isOf(Job job, ScheduleCursor cursor) {
    return job != null
        && job.spec().schedules().stream().anyMatch(s -> s.name().equals(cursor.schedule()));
  }

  private List<Job> olderVersions(List<Job> jobs, List<Run> runs) {
    Set<JobVersion> wanted = new LinkedHashSet<>();
    runs.forEach(run -> wanted.add(new JobVersion(run.job(), run.jobVersion())));
    jobs.forEach(job -> wanted.remove(new JobVersion(job.key(), job.version())));
    List<Job> found = new ArrayList<>();
    wanted.forEach(version -> version(version).ifPresent(found::add));
    return found;
  }

  private Optional<Job> version(JobVersion wanted) {
    return handle
        .createQuery(
            "SELECT "
                + Tables.JOB_VERSIONS.columnNames()
                + " FROM job_versions"
                + " WHERE namespace = :namespace AND name = :name AND version = :version")
        .bind("namespace", wanted.job().namespace())
        .bind("name", wanted.job().name())
        .bind("version", wanted.version())
        .map((row, context) -> Rows.job(row))
        .findOne();
  }

  /** Retention keeps the newest row of each, so no number is given twice. */
  private long next(String maximum) {
    return handle.createQuery(maximum).mapTo(Long.class).findOne().orElse(0L) + 1;
  }
}
