package dev.baton.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler under measurement, in a process of its own. */
final class DbSchedulerSide {
  private final Database database;

  DbSchedulerSide(Database database) {
    this.database = database;
  }

  /** Executions a second, from start to the last deleted row. */
  double backlog(int count) throws Exception {
    return Double.parseDouble(run("backlog", Integer.toString(count))[0]);
  }

  Lateness lateness(int perSecond, int seconds) throws Exception {
    String[] words = run("lateness", Integer.toString(perSecond), Integer.toString(seconds));
    return new Lateness(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Integer.parseInt(words[3]));
  }

  /** The words after RESULT that the process prints. */
  private String[] run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(DbSchedulerMain.class.getName());
    command.add(database.url());
    command.add(database.user());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(DbSchedulerMain.PASSWORD_VARIABLE, database.password());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String result = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("RESULT ")) {
          result = line.substring("RESULT ".length());
        }
      }
    }
    if (process.waitFor() != 0 || result == null) {
      throw new IllegalStateException("db-scheduler's process failed");
    }
    return result.split(" ");
  }
}
