package dev.baton.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * db-scheduler with lock-and-fetch and settings that suit a high rate. Prints RESULT and figures.
 *
 * <p>Arguments: JDBC URL, user, then {@code backlog COUNT} or {@code lateness PER_SECOND SECONDS}.
 */
public final class DbSchedulerMain {
  static final String PASSWORD_VARIABLE = "BENCH_PASSWORD";
  private static final int THREADS = 50;
  private static final Duration POLLING = Duration.ofMillis(100);
  private static final long WARM_UP_S = 5;
  private static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (
        task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data BYTEA,
        execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL, picked_by TEXT,
        last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE,
        consecutive_failures INT, last_heartbeat TIMESTAMP WITH TIME ZONE,
        version BIGINT NOT NULL, priority SMALLINT,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      """;

  private final HikariDataSource source;
  private final Database database;

  private DbSchedulerMain(Database database) {
    this.database = database;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(20);
    source = new HikariDataSource(config);
  }

  public static void main(String[] args) throws Exception {
    DbSchedulerMain bench =
        new DbSchedulerMain(new Database(args[0], args[1], System.getenv(PASSWORD_VARIABLE)));
    bench.database.execute("DROP TABLE IF EXISTS scheduled_tasks; " + TABLE);
    switch (args[2]) {
      case "backlog" -> bench.backlog(Integer.parseInt(args[3]));
      case "lateness" -> bench.lateness(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
      default -> throw new IllegalArgumentException(args[2]);
    }
    bench.source.close();
    System.exit(0);
  }

  private Scheduler scheduler(OneTimeTask<Void> task) {
    return Scheduler.create(source, task)
        .threads(THREADS)
        .pollUsingLockAndFetch(1.0, 4.0)
        .pollingInterval(POLLING)
        .build();
  }

  private void fill(int count, long firstMs, double everyMs) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO scheduled_tasks(task_name, task_instance, execution_time, picked,"
                    + " version) VALUES ('noop', ?, ?, false, 1)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        insert.setString(1, Integer.toString(i));
        insert.setTimestamp(2, new Timestamp(firstMs + (long) (i * everyMs)));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    database.execute("ANALYZE scheduled_tasks");
  }

  private void backlog(int count) throws Exception {
    AtomicInteger done = new AtomicInteger();
    OneTimeTask<Void> task =
        Tasks.oneTime("noop").execute((instance, context) -> done.incrementAndGet());
    fill(count, System.currentTimeMillis() - 60_000, 0);
    Scheduler scheduler = scheduler(task);
    long startNanos = System.nanoTime();
    scheduler.start();
    while (database.number("SELECT count(*) FROM scheduled_tasks") > 0) {
      Thread.sleep(20);
    }
    double perSecond = count / ((System.nanoTime() - startNanos) / 1e9);
    scheduler.stop();
    System.out.println("RESULT " + perSecond);
  }

  private void lateness(int perSecond, int seconds) throws Exception {
    ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
    long firstMs = System.currentTimeMillis() + 4_000;
    long fromMs = firstMs + WARM_UP_S * 1_000;
    OneTimeTask<Void> task =
        Tasks.oneTime("noop")
            .execute((instance, context) -> {
              long nowMs = System.currentTimeMillis();
              Instant due = context.getExecution().executionTime;
              if (due.toEpochMilli() >= fromMs) {
                late.add(nowMs - due.toEpochMilli());
              }
            });
    int count = (int) (perSecond * (seconds + WARM_UP_S));
    fill(count, firstMs, 1_000.0 / perSecond);
    Scheduler scheduler = scheduler(task);
    scheduler.start();
    while (database.number("SELECT count(*) FROM scheduled_tasks") > 0) {
      Thread.sleep(200);
    }
    scheduler.stop();
    Lateness result = Lateness.of(late.stream().mapToLong(Long::longValue).toArray());
    System.out.println(
        "RESULT "
            + result.p50Ms()
            + " "
            + result.p99Ms()
            + " "
            + result.maxMs()
            + " "
            + result.count());
  }
}
