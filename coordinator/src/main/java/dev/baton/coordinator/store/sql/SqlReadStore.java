package dev.baton.coordinator.store.sql;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
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
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.codec.FactCodec;
import dev.baton.coordinator.store.codec.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Every read, in SQL that both databases take. */
public final class SqlReadStore implements ReadStore {
  private static final String JOB_COLUMNS = "SELECT " + Tables.JOBS.columnNames() + " FROM jobs";
  private static final String RUN_COLUMNS = "SELECT " + Tables.RUNS.columnNames() + " FROM runs";
  private static final long SECONDS_PER_MINUTE = 60;

  private final Database database;
  private final RunPages runPages;

  public SqlReadStore(Database database) {
    this.database = database;
    this.runPages = new RunPages(database);
  }

  @Override
  public List<Job> jobs(String namespace, String nameContains, JobKey after, int limit) {
    Where where = new Where();
    where.andIf(namespace != null && !namespace.isEmpty(), "namespace = :namespace", namespace);
    where.andIf(
        nameContains != null && !nameContains.isEmpty(),
        "lower(name) LIKE :contains ESCAPE '!'",
        nameContains == null ? null : Where.containing(nameContains));
    if (after != null) {
      where.and("(namespace, name) > (:afterNamespace, :afterName)");
      where.bind("afterNamespace", after.namespace());
      where.bind("afterName", after.name());
    }
    return database.read(handle ->
        where
            .query(handle, JOB_COLUMNS, " ORDER BY namespace, name", page(limit))
            .map((row, context) -> Rows.job(row))
            .list());
  }

  @Override
  public Optional<Job> job(JobKey key) {
    Where where = new Where();
    where.and("namespace = :namespace", key.namespace());
    where.and("name = :name", key.name());
    return database.read(handle ->
        where.query(handle, JOB_COLUMNS, "", 1).map((row, context) -> Rows.job(row)).findOne());
  }

  @Override
  public List<Job> jobVersions(JobKey key, int limit) {
    Where where = new Where();
    where.and("namespace = :namespace", key.namespace());
    where.and("name = :name", key.name());
    String columns = "SELECT " + Tables.JOB_VERSIONS.columnNames() + " FROM job_versions";
    return database.read(handle ->
        where
            .query(handle, columns, " ORDER BY version DESC", page(limit))
            .map((row, context) -> Rows.job(row))
            .list());
  }

  @Override
  public Optional<Job> jobVersion(JobKey key, int version) {
    Where where = new Where();
    where.and("namespace = :namespace", key.namespace());
    where.and("name = :name", key.name());
    where.and("version = :version", version);
    String columns = "SELECT " + Tables.JOB_VERSIONS.columnNames() + " FROM job_versions";
    return database.read(handle ->
        where.query(handle, columns, "", 1).map((row, context) -> Rows.job(row)).findOne());
  }

  @Override
  public List<ScheduleCursor> cursors(JobKey key) {
    Where where = new Where();
    where.and("job = :job", key.toString());
    String columns = "SELECT " + Tables.CURSORS.columnNames() + " FROM cursors";
    Job job = job(key).orElse(null);
    return database
        .read(handle ->
            where
                .query(handle, columns, " ORDER BY schedule", MAX_PAGE)
                .map((row, context) -> Rows.cursor(row))
                .list())
        .stream()
        .filter(cursor -> SnapshotReader.isOf(job, cursor))
        .toList();
  }

  @Override
  public List<Run> runs(RunFilter filter, RunId before, int limit) {
    return runPages.runs(filter, before, page(limit));
  }

  @Override
  public Optional<Run> run(RunId id) {
    Where where = new Where();
    where.and("id = :id", id.value());
    return database.read(handle ->
        where.query(handle, RUN_COLUMNS, "", 1).map((row, context) -> Rows.run(row)).findOne());
  }

  @Override
  public List<Run> fires(JobKey job, String schedule, Instant from, Instant to, int limit) {
    Where where = new Where();
    where.and("job = :job", job.toString());
    where.and("schedule IS NOT NULL");
    where.and("schedule = :schedule", schedule);
    where.and("fire_at >= :from", Micros.of(from));
    where.and("fire_at < :to", Micros.of(to));
    return database.read(handle ->
        where
            .query(handle, RUN_COLUMNS, " ORDER BY fire_at", page(limit))
            .map((row, context) -> Rows.run(row))
            .list());
  }

  @Override
  public Optional<Run> oldestRun() {
    return database.read(handle ->
        new Where()
            .query(handle, RUN_COLUMNS, " ORDER BY id", 1)
            .map((row, context) -> Rows.run(row))
            .findOne());
  }

  @Override
  public Optional<Run> runByRequestKey(JobKey job, String requestKey) {
    Where where = new Where();
    where.and("job = :job", job.toString());
    where.and("request_key = :requestKey", requestKey);
    return database.read(handle ->
        where.query(handle, RUN_COLUMNS, "", 1).map((row, context) -> Rows.run(row)).findOne());
  }

  @Override
  public List<TaskRun> taskRuns(RunId run) {
    Where where = new Where();
    where.and("run_id = :run", run.value());
    String columns = "SELECT " + Tables.TASK_RUNS.columnNames() + " FROM task_runs";
    return database.read(handle ->
        where
            .query(handle, columns, " ORDER BY task", MAX_ROWS_OF_A_RUN)
            .map((row, context) -> Rows.taskRun(row))
            .list());
  }

  @Override
  public List<Attempt> attempts(RunId run) {
    Where where = new Where();
    where.and("run_id = :run", run.value());
    String columns = "SELECT " + Tables.ATTEMPTS.columnNames() + " FROM attempts";
    return database.read(handle ->
        where
            .query(handle, columns, " ORDER BY task, number", MAX_ROWS_OF_A_RUN)
            .map((row, context) -> Rows.attempt(row))
            .list());
  }

  @Override
  public List<Numbered<FailoverEvent>> failoverEvents(
      Instant from, Instant to, long beforeNumber, int limit) {
    String columns = "SELECT " + Tables.FAILOVER_EVENTS.columnNames() + " FROM failover_events";
    return database.read(handle ->
        timeline(from, to, beforeNumber)
            .query(handle, columns, " ORDER BY number DESC", page(limit))
            .map((row, context) -> Rows.failoverEvent(row))
            .list());
  }

  @Override
  public List<Numbered<AuditEntry>> audit(Instant from, Instant to, long beforeNumber, int limit) {
    String columns = "SELECT " + Tables.AUDIT.columnNames() + " FROM audit";
    return database.read(handle ->
        timeline(from, to, beforeNumber)
            .query(handle, columns, " ORDER BY number DESC", page(limit))
            .map((row, context) -> Rows.auditEntry(row))
            .list());
  }

  private static Where timeline(Instant from, Instant to, long beforeNumber) {
    Where where = new Where();
    where.andIf(from != null, "happened_at >= :from", Micros.orNull(from));
    where.andIf(to != null, "happened_at < :to", Micros.orNull(to));
    where.andIf(beforeNumber > 0, "number < :before", beforeNumber);
    return where;
  }

  @Override
  public List<Skip> skips(JobKey job, Instant from, Instant to, int limit) {
    Where where = new Where();
    where.andIf(job != null, "job = :job", job == null ? null : job.toString());
    where.andIf(from != null, "last_at >= :from", Micros.orNull(from));
    where.andIf(to != null, "first_at < :to", Micros.orNull(to));
    String columns = "SELECT " + Tables.SKIPS.columnNames() + " FROM skips";
    return database.read(handle ->
        where
            .query(handle, columns, " ORDER BY first_at, number", page(limit))
            .map((row, context) -> Rows.skip(row))
            .list());
  }

  @Override
  public List<ExecutorRow> executors(int limit) {
    String columns = "SELECT " + Tables.EXECUTORS.columnNames() + " FROM executors";
    return database.read(handle ->
        new Where()
            .query(handle, columns, " ORDER BY id", page(limit))
            .map((row, context) -> Rows.executor(row))
            .list());
  }

  @Override
  public List<Incident> incidents(IncidentFilter filter, long before, int limit) {
    return database.read(handle -> IncidentReader.page(handle, filter, before, page(limit)));
  }

  @Override
  public Optional<Incident> incident(long id) {
    return database.read(handle -> IncidentReader.incident(handle, id));
  }

  @Override
  public List<IncidentTouch> touches(long incident, AttemptId after, int limit) {
    return database.read(handle -> IncidentReader.touches(handle, incident, after, page(limit)));
  }

  @Override
  public List<MinuteCount> runsPerMinute(Instant from, Instant to, JobKey job) {
    Where where = new Where();
    where.and("job = :job", job == null ? Tables.ALL_JOBS : job.toString());
    where.andIf(from != null, "minute >= :from", from == null ? null : minute(from));
    // The minute that `to` lies in counts, unless `to` is its very beginning.
    where.andIf(to != null, "minute <= :to", to == null ? null : minute(to.minusNanos(1)));
    String columns = "SELECT minute, status, run_count FROM run_minutes";
    return database.read(handle ->
        where
            .query(handle, columns, " ORDER BY minute, status", MAX_MINUTE_ROWS)
            .map((row, context) ->
                new MinuteCount(
                    Instant.ofEpochSecond(row.getLong("minute") * SECONDS_PER_MINUTE),
                    Rows.word(RunStatus.class, row.getString("status")),
                    row.getLong("run_count")))
            .list());
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_PER_MINUTE);
  }

  @Override
  public List<EventChunk> events(long fromNumber, int limit) {
    return database.read(handle -> {
      List<EventRange> ranges = chunkRanges(handle, fromNumber, page(limit));
      return ranges.isEmpty() ? List.of() : chunks(handle, ranges);
    });
  }

  /** The chunks to give, none of them read yet. */
  private static List<EventRange> chunkRanges(Handle handle, long fromNumber, int limit) {
    Where where = new Where();
    // The chunk that holds fromNumber begins at or before it.
    where.and(
        "first_number >= coalesce((SELECT max(first_number) FROM event_chunks"
            + " WHERE first_number <= :from), 0)",
        fromNumber);
    where.and("last_number >= :least", fromNumber);
    List<EventRange> ranges =
        where
            .query(
                handle,
                "SELECT first_number, last_number FROM event_chunks",
                " ORDER BY first_number",
                limit)
            .map((row, context) -> new EventRange(row.getLong(1), row.getLong(2)))
            .list();
    int fitting = 0;
    long facts = 0;
    while (fitting < ranges.size() && (facts == 0 || facts < MAX_EVENT_FACTS)) {
      EventRange range = ranges.get(fitting++);
      facts += range.last() - range.first() + 1;
    }
    return ranges.subList(0, fitting);
  }

  private static List<EventChunk> chunks(Handle handle, List<EventRange> ranges) {
    Where where = new Where();
    where.and("first_number >= :first", ranges.getFirst().first());
    where.and("first_number <= :last", ranges.getLast().first());
    return where
        .query(
            handle,
            "SELECT first_number, epoch, facts FROM event_chunks",
            " ORDER BY first_number",
            ranges.size())
        .map((row, context) ->
            new EventChunk(
                row.getLong("first_number"),
                row.getLong("epoch"),
                FactCodec.decode(row.getBytes("facts"))))
        .list();
  }

  @Override
  public EventRange eventRange() {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT coalesce(min(first_number), 0), coalesce(max(last_number), 0)"
                    + " FROM event_chunks")
            .map((row, context) -> new EventRange(row.getLong(1), row.getLong(2)))
            .one());
  }

  private static int page(int limit) {
    return Math.clamp(limit, 1, MAX_PAGE);
  }
}
