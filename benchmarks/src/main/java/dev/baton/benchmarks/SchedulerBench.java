package dev.baton.benchmarks;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabSettings;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Baton beside db-scheduler on one PostgreSQL server, with fsync, synchronous_commit and
 * full_page_writes on: how many no-op runs a second from a backlog to their stored outcomes, and
 * how late starts are at a steady rate. Each side may have the same number of runs in hand, is
 * warmed up, and lives through all rounds; rounds alternate who goes first, so that a noisy machine
 * is noisy for both. Printed are a table of all rounds, and the medians as one line of JSON.
 *
 * <p>{@code benchmarks/run [--rounds N] [--backlog N] [--rate N] [--seconds N] [--workers N]
 * [--slots N] [--connections N]}; 0 for the backlog or the rate leaves that part out; {@code
 * --slots} are the attempts that Baton's executor may have in hand: as many as db-scheduler locks
 * for itself ahead of its threads, four for each; {@code --connections} are db-scheduler's to the
 * database.
 */
public final class SchedulerBench {
  /** Runs that warm each side up before the first round. */
  private static final int WARM_UP_RUNS = 10_000;

  private final Map<String, Integer> options;

  private SchedulerBench(Map<String, Integer> options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    Map<String, Integer> options =
        new TreeMap<>(
            Map.of(
                "--rounds", 3,
                "--backlog", 50_000,
                "--rate", 1_000,
                "--seconds", 20,
                "--workers", 50,
                "--slots", 200,
                "--connections", 50));
    for (int i = 0; i < args.length; i += 2) {
      boolean known = options.containsKey(args[i]);
      if (!known || i + 1 == args.length || !args[i + 1].matches("[0-9]{1,7}")) {
        System.err.println(
            (known ? args[i] + " takes a number" : "Unknown option " + args[i])
                + "; there are, with what they are if left out, "
                + options);
        System.exit(2);
      }
      options.put(args[i], Integer.parseInt(args[i + 1]));
    }
    try {
      new SchedulerBench(options).run();
    } catch (IllegalStateException e) {
      System.err.println("Nothing was measured to the end: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("baton-bench-");
    Path labFolder = folder.resolve("lab");
    Thread cleaning = new Thread(() -> clean(folder, labFolder));
    // Also when this command is broken off.
    Runtime.getRuntime().addShutdownHook(cleaning);
    System.out.println("Starting one coordinator, one executor and PostgreSQL in " + folder);
    Path marks = Files.createDirectories(folder.resolve("marks"));
    Lab lab =
        Lab.create(
            LabSettings.of(labFolder, 1, 1)
                .withSlots(options.get("--slots"))
                .withTasks(LabSettings.samplesJar(), Map.of("PROBE_MARKS", marks.toString()))
                .withWiring(Wiring.DIRECT));
    Member postgres =
        lab.members().stream()
            .filter(member -> member.role() == Member.Role.POSTGRES)
            .findFirst()
            .orElseThrow();
    try (Database database =
        new Database(
            "jdbc:postgresql://" + postgres.address() + "/postgres",
            "baton",
            Files.readString(labFolder.resolve("store.password")).strip())) {
      database.checkDurable();
      System.out.println("PostgreSQL " + database.text("SHOW server_version") + ", fsync on");
      try (Side peer =
              new DbSchedulerSide(
                  database, options.get("--workers"), options.get("--connections"));
          Side baton = new BatonSide(lab, marks, database)) {
        compare(peer, baton, postgres.pid());
      }
    }
  }

  private void compare(Side peer, Side baton, long postgres) throws Exception {
    Report report = new Report(options, peer.name(), baton.name());
    if (options.get("--backlog") > 0) {
      for (Side side : List.of(peer, baton)) {
        side.fill(WARM_UP_RUNS);
        side.drain(WARM_UP_RUNS);
      }
    }
    for (int round = 1; round <= options.get("--rounds"); round++) {
      List<Side> order = round % 2 == 1 ? List.of(peer, baton) : List.of(baton, peer);
      for (Side side : order) {
        measureBacklog(side, postgres, report);
      }
      for (Side side : order) {
        measureLateness(side, report);
      }
      report.printRound(round);
    }
    report.printMedians();
  }

  private void measureBacklog(Side side, long postgres, Report report) throws Exception {
    int count = options.get("--backlog");
    if (count > 0) {
      side.fill(count);
      double own = CpuTime.seconds(side.processes());
      double server = CpuTime.seconds(List.of(postgres));
      double perSecond = side.drain(count);
      report.backlog(
          side.name(),
          perSecond,
          (CpuTime.seconds(side.processes()) - own) * 1e6 / count,
          (CpuTime.seconds(List.of(postgres)) - server) * 1e6 / count);
    }
  }

  private void measureLateness(Side side, Report report) throws Exception {
    int rate = options.get("--rate");
    if (rate > 0) {
      report.lateness(side.name(), side.lateness(rate, options.get("--seconds")));
    }
  }

  private static void clean(Path folder, Path labFolder) {
    if (Files.exists(labFolder.resolve("lab.json"))) {
      new Lab(labFolder).down(false);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println(folder + " is left behind: " + e.getMessage());
    }
  }
}
