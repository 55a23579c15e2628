package dev.baton.executor;

import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.shell.ProgramVersion;
import dev.baton.executor.shell.RunningExecutor;
import dev.baton.executor.start.ExecutorCommand;
import dev.baton.executor.start.ExecutorCommand.Parsed;
import dev.baton.executor.start.ExitCode;
import dev.baton.executor.start.StartException;
import java.time.Duration;
import java.util.List;

/** The headless executor: {@code java -jar baton-executor.jar --help}. */
public final class ExecutorMain {
  private static final String LOG_SETTINGS = "logback.configurationFile";

  private ExecutorMain() {}

  public static void main(String[] arguments) {
    // Before the first logger. Not named logback.xml, for programs that embed us have their own.
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, "dev/baton/executor/logback-executor.xml");
    }
    // Netty without the part of Java that newer versions warn about on the console.
    if (System.getProperty("io.netty.noUnsafe") == null) {
      System.setProperty("io.netty.noUnsafe", "true");
    }
    System.exit(run(List.of(arguments)).number());
  }

  private static ExitCode run(List<String> arguments) {
    try {
      return switch (ExecutorCommand.parse(arguments, System.getenv(), ProgramVersion.get())) {
        case Parsed.Text text -> {
          System.out.print(text.text());
          yield ExitCode.OK;
        }
        case Parsed.Run run -> runUntilTheEnd(run);
      };
    } catch (StartException e) {
      System.err.println("baton-executor: " + e.getMessage());
      return e.exitCode();
    }
  }

  private static ExitCode runUntilTheEnd(Parsed.Run run) throws StartException {
    RunningExecutor executor = RunningExecutor.start(run.options(), new HandlerRegistry());
    Duration drain = Duration.ofSeconds(run.drainSeconds());
    boolean heard =
        StopSignals.listen(count ->
            executor.drain(
                count == 1 ? "asked by a signal" : "asked again by a signal",
                count == 1 ? drain : Duration.ZERO));
    if (!heard) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drainAndWait(executor, drain)));
    }
    return executor.end().join();
  }

  private static void drainAndWait(RunningExecutor executor, Duration drain) {
    executor.drain("the process was asked to end", drain);
    executor.end().join();
  }
}
