package dev.baton.cli.faults;

import dev.baton.cli.faults.check.Checker;
import dev.baton.cli.faults.check.History;
import dev.baton.cli.faults.check.HistoryReader;
import dev.baton.cli.faults.check.Promised;
import dev.baton.cli.faults.check.Verdict;
import dev.baton.cli.faults.check.Witness;
import dev.baton.cli.faults.check.Witnesses;
import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.cli.faults.inject.FaultSite;
import dev.baton.cli.faults.load.Load;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabSettings;
import dev.baton.cli.lab.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of the fault suite, from an empty directory to a judged history. */
public final class Suite {
  private static final int SLOTS = 64;
  private static final int EXECUTOR_DISK_MB = 128;
  private static final long CALM_BEFORE_MS = 10_000;
  private static final long SAY_EVERY_MS = 60_000;

  /** From the end of the last fault until runs and incidents must have come to rest. */
  private static final Duration REST_PATIENCE = Duration.ofMinutes(3);

  private static final Duration INCIDENT_PATIENCE = Duration.ofMinutes(3);

  private final SuiteOptions options;
  private final PrintStream out;

  public Suite(SuiteOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Starts a lab, runs, judges, writes the report and ends the lab.
   *
   * @return what was found
   */
  public Findings run() throws InterruptedException, IOException {
    Files.createDirectories(options.report());
    Path marks = options.directory().toAbsolutePath().resolve("marks");
    Leftover leftover = new Leftover(options.directory());
    leftover.clear();
    leftover.claim();
    Files.createDirectories(marks);
    LabSettings settings = settings(marks);
    Map<FaultKind, String> missing = missing(settings);
    out.println("Starting a lab in " + options.directory() + " …");
    Lab lab = new Lab(options.directory());
    Thread atExit = new Thread(leftover::clearAtExit, "lab-down");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      Lab.create(settings);
      return run(lab, marks, missing);
    } finally {
      Runtime.getRuntime().removeShutdownHook(atExit);
      if (options.keep()) {
        out.println("The lab is kept; end it with: ./baton lab down --dir " + lab.directory());
      } else {
        leftover.clear();
      }
    }
  }

  private LabSettings settings(Path marks) {
    return LabSettings.of(options.directory(), options.coordinators(), options.executors())
        .withSlots(SLOTS)
        .withTasks(options.handlers(), Load.environment(marks))
        .withWiring(Wiring.best())
        .withExecutorDisk(Lab.smallDiskMissing().isEmpty() ? EXECUTOR_DISK_MB : 0)
        .withOwnClocks(Lab.ownClocksMissing().isEmpty());
  }

  private static Map<FaultKind, String> missing(LabSettings settings) {
    Map<FaultKind, String> missing = new TreeMap<>();
    for (FaultKind kind : FaultKind.values()) {
      String why = kind.needs().missing(settings);
      if (!why.isEmpty()) {
        missing.put(kind, why);
      }
    }
    return missing;
  }

  private Findings run(Lab lab, Path marks, Map<FaultKind, String> missing)
      throws InterruptedException, IOException {
    FaultSite site = new FaultSite(lab);
    ProcessWatch watch = new ProcessWatch(site);
    long beganMs = System.currentTimeMillis();
    try (Load load = new Load(lab, options.directory(), options.ticks(), options.seed());
        FaultLog log = new FaultLog(options.report().resolve(FaultLog.FILE))) {
      load.start();
      watch.start();
      Thread.sleep(CALM_BEFORE_MS);
      int faults = putFaultsOn(site, log, missing);
      out.println(faults + " faults; all taken back. Waiting for the cluster to come to rest …");
      Settling settling = new Settling(lab);
      Thread.sleep(CALM_BEFORE_MS);
      List<Promised> promised = load.stop();
      load.pause();
      long runsMs = settling.awaitRunsEnded(REST_PATIENCE);
      List<Witness> witnesses = Witnesses.read(marks);
      HistoryReader reader =
          new HistoryReader(lab.servers(), lab.token(), promised, load.asked(), witnesses);
      long incidentsMs = reader.awaitIncidents(INCIDENT_PATIENCE);
      watch.stop();
      out.println("At rest after " + (runsMs + incidentsMs) / 1_000 + " s. Reading and judging …");
      History history = reader.read();
      List<Verdict> verdicts = Checker.judge(history);
      Findings findings =
          new Findings(
              options,
              beganMs,
              System.currentTimeMillis(),
              FaultRecord.read(options.report().resolve(FaultLog.FILE)),
              missing,
              history,
              verdicts,
              watch.ended(),
              runsMs,
              incidentsMs);
      new SuiteReport(findings).write();
      if (!findings.isClean()) {
        keepLogs(lab);
      }
      return findings;
    } finally {
      watch.stop();
    }
  }

  private int putFaultsOn(FaultSite site, FaultLog log, Map<FaultKind, String> missing)
      throws InterruptedException {
    List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.values()));
    kinds.removeAll(missing.keySet());
    AtomicInteger count = new AtomicInteger();
    List<FaultLane> lanes = new ArrayList<>();
    for (int n = 0; n < options.lanes(); n++) {
      FaultDeck deck =
          new FaultDeck(kinds, options.seed() * 1_000 + n, options.longest().toMillis());
      lanes.add(new FaultLane("lane-" + n, site, deck, log, count));
    }
    lanes.forEach(FaultLane::start);
    long end = System.nanoTime() + options.length().toNanos();
    long said = System.nanoTime();
    while (System.nanoTime() - end < 0) {
      Thread.sleep(100);
      if (System.nanoTime() - said > SAY_EVERY_MS * 1_000_000) {
        said = System.nanoTime();
        out.println("  " + count.get() + " faults so far");
      }
    }
    lanes.forEach(FaultLane::end);
    for (FaultLane lane : lanes) {
      lane.join();
    }
    return count.get();
  }

  /** What a person needs to find the cause. */
  private void keepLogs(Lab lab) throws IOException {
    Path from = lab.directory().resolve("logs");
    Path to = Files.createDirectories(options.report().resolve("logs"));
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(file.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
