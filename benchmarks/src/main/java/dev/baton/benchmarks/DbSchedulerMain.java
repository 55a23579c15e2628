package dev.baton.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * db-scheduler with lock-and-fetch and settings that suit a high rate, as a process that lives
 * through all rounds, as Baton's do.
 *
 * <p>Arguments: JDBC URL, user, threads, connections. Orders on standard input, each answered by a
 * line that begins with RESULT: {@code fill COUNT}, {@code drain COUNT}, {@code lateness PER_SECOND
 * SECONDS}.
 */
public final class DbSchedulerMain {
  static final String PASSWORD_VARIABLE = "BENCH_PASSWORD";
  static final String RESULT = "RESULT ";
  private static final Duration POLLING = Duration.ofMillis(100);
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

  /** A row is deleted when its execution is over: none left means that all outcomes are stored. */
  private static final String LEFT =
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM scheduled_tasks) THEN 1 ELSE 0 END";

  private final HikariDataSource source;
  private final Database database;
  private final int threads;

  private DbSchedulerMain(Database database, int threads, int connections) {
    this.database = database;
    this.threads = threads;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(connections);
    source = new HikariDataSource(config);
  }

  public static void main(String[] args) throws Exception {
    Database database = new Database(args[0], args[1], System.getenv(PASSWORD_VARIABLE));
    DbSchedulerMain bench =
        new DbSchedulerMain(database, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      String result =
          switch (words[0]) {
            case "fill" -> bench.fill(Integer.parseInt(words[1]));
            case "drain" -> bench.drain(Integer.parseInt(words[1]));
            case "lateness" ->
                bench.lateness(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException(order);
          };
      System.out.println(RESULT + result);
    }
    bench.source.close();
    System.exit(0);
  }

  private Scheduler scheduler(OneTimeTask<Void> task) {
    return Scheduler.create(source, task)
        .threads(threads)
        .pollUsingLockAndFetch(1.0, 4.0)
        .pollingInterval(POLLING)
        .build();
  }

  private void fill(int count, long firstMs, double everyMs) throws SQLException {
    database.execute("DROP TABLE IF EXISTS scheduled_tasks; " + TABLE);
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
      connection.setAutoCommit(true);
    }
    database.execute("VACUUM ANALYZE scheduled_tasks");
  }

  private String fill(int count) throws SQLException {
    fill(count, System.currentTimeMillis() - 60_000, 0);
    return "filled";
  }

  private String drain(int count) throws Exception {
    AtomicInteger done = new AtomicInteger();
    OneTimeTask<Void> task =
        Tasks.oneTime("noop").execute((instance, context) -> done.incrementAndGet());
    Scheduler scheduler = scheduler(task);
    long startNanos = System.nanoTime();
    scheduler.start();
    database.await(LEFT, 0);
    double perSecond = count / ((System.nanoTime() - startNanos) / 1e9);
    scheduler.stop();
    if (done.get() != count) {
      throw new IllegalStateException(done + " executions of " + count);
    }
    return Double.toString(perSecond);
  }

  private String lateness(int perSecond, int seconds) throws Exception {
    ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
    int count = perSecond * (seconds + Lateness.WARM_UP_S);
    long firstMs = System.currentTimeMillis() + 4_000 + count / 10;
    long fromMs = firstMs + Lateness.WARM_UP_S * 1_000L;
    OneTimeTask<Void> task =
        Tasks.oneTime("noop")
            .execute((instance, context) -> {
              long nowMs = System.currentTimeMillis();
              long dueMs = context.getExecution().executionTime.toEpochMilli();
              if (dueMs >= fromMs) {
                late.add(nowMs - dueMs);
              }
            });
    fill(count, firstMs, 1_000.0 / perSecond);
    Scheduler scheduler = scheduler(task);
    scheduler.start();
    Thread.sleep(Math.max(0, firstMs - System.currentTimeMillis()));
    Thread.sleep((seconds + Lateness.WARM_UP_S) * 1_000L);
    database.await(LEFT, 0);
    scheduler.stop();
    Lateness result = Lateness.of(late.stream().mapToLong(Long::longValue).toArray());
    result.expect(perSecond * seconds);
    return result.p50Ms() + " " + result.p99Ms() + " " + result.maxMs() + " " + result.count();
  }
}
