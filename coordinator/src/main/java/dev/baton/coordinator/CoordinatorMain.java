package dev.baton.coordinator;

import dev.baton.coordinator.start.CoordinatorOptions;
import dev.baton.coordinator.start.CoordinatorSettings;
import dev.baton.coordinator.start.ExitCode;
import dev.baton.coordinator.start.RunningCoordinator;
import dev.baton.coordinator.start.StartException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a coordinator until it is told to end. One line on standard output says when it is ready.
 */
public final class CoordinatorMain {
  private static final String LOG_SETTING = "logback.configurationFile";
  private static final String LOG_CONFIGURATION = "dev/baton/coordinator/logback.xml";

  private CoordinatorMain() {}

  public static void main(String[] args) throws InterruptedException {
    // Before the first logger is made: other programs on this class path have theirs.
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, LOG_CONFIGURATION);
    }
    CoordinatorOptions options = new CoordinatorOptions();
    CommandLine commandLine = new CommandLine(options);
    CoordinatorSettings settings;
    try {
      commandLine.parseArgs(args);
      if (commandLine.isUsageHelpRequested()) {
        commandLine.usage(System.out);
        return;
      }
      settings = options.settings();
    } catch (ParameterException e) {
      System.err.println("coordinator: " + e.getMessage());
      UnmatchedArgumentException.printSuggestions(e, commandLine.getErr());
      System.err.println("Say coordinator --help for the options.");
      System.exit(ExitCode.USAGE.number());
      return;
    }
    run(settings);
  }

  private static void run(CoordinatorSettings settings) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      LoggerFactory.getLogger(CoordinatorMain.class).error("Thread {} ended", thread, error);
      if (error instanceof VirtualMachineError || thread.getName().equals("core")) {
        die(ExitCode.FAILED, "the thread " + thread.getName() + " ended: " + error);
      }
    });
    RunningCoordinator coordinator;
    try {
      coordinator =
          RunningCoordinator.start(
              settings,
              () ->
                  die(
                      ExitCode.STUCK,
                      "the thread that decides made no progress for 15 s; start this process"
                          + " again"));
    } catch (StartException e) {
      LoggerFactory.getLogger(CoordinatorMain.class).debug("Not started", e);
      System.err.println("coordinator: " + e.getMessage());
      System.exit(e.exitCode().number());
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  coordinator.close();
                  // Asked to end and ended in order: that is success, not the signal's number.
                  Runtime.getRuntime().halt(ExitCode.OK.number());
                },
                "shutdown"));
    System.out.printf(
        "Coordinator %s is ready: API %s, executors %s:%d, ZooKeeper %s, data in %s%n",
        settings.id(),
        coordinator.apiAddress(),
        settings.bind(),
        coordinator.linkPort(),
        coordinator.zookeeper(),
        settings.dataDirectory());
    new CountDownLatch(1).await();
  }

  private static void die(ExitCode code, String why) {
    System.err.println("coordinator: " + why);
    Runtime.getRuntime().halt(code.number());
  }
}
