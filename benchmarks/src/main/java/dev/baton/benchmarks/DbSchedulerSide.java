package dev.baton.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** db-scheduler under measurement, in a process of its own. */
final class DbSchedulerSide implements Side {
  private static final long END_PATIENCE_S = 10;

  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  DbSchedulerSide(Database database, int threads, int connections) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            DbSchedulerMain.class.getName(),
            database.url(),
            database.user(),
            Integer.toString(threads),
            Integer.toString(connections));
    builder.environment().put(DbSchedulerMain.PASSWORD_VARIABLE, database.password());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "db-scheduler";
  }

  @Override
  public List<Long> processes() {
    return List.of(process.pid());
  }

  @Override
  public void fill(int count) {
    ask("fill " + count);
  }

  /** From the scheduler's start to the last deleted row. */
  @Override
  public double drain(int count) {
    return Double.parseDouble(ask("drain " + count)[0]);
  }

  @Override
  public Lateness lateness(int perSecond, int seconds) {
    String[] words = ask("lateness " + perSecond + " " + seconds);
    return new Lateness(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Integer.parseInt(words[3]));
  }

  private String[] ask(String order) {
    try {
      orders.write(order + "\n");
      orders.flush();
      String line = answers.readLine();
      while (line != null && !line.startsWith(DbSchedulerMain.RESULT)) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("db-scheduler's process has ended at: " + order);
      }
      return line.substring(DbSchedulerMain.RESULT.length()).split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(END_PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
