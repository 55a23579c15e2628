package dev.baton.benchmarks;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabSettings;
import dev.baton.cli.lab.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Baton beside db-scheduler on one PostgreSQL server, fsync and synchronous_commit on: how many
 * no-op runs a second from a backlog to their stored outcomes, and how late starts are at a steady
 * rate. Rounds alternate, so that a noisy machine is noisy for both; medians are printed, and the
 * ratio.
 *
 * <p>{@code benchmarks/run [--rounds N] [--backlog N] [--rate N] [--seconds N]}
 */
public final class SchedulerBench {
  private final int rounds;
  private final int backlog;
  private final int rate;
  private final int seconds;

  private SchedulerBench(Map<String, Integer> options) {
    rounds = options.get("--rounds");
    backlog = options.get("--backlog");
    rate = options.get("--rate");
    seconds = options.get("--seconds");
  }

  public static void main(String[] args) throws Exception {
    Map<String, Integer> options =
        new TreeMap<>(Map.of("--rounds", 3, "--backlog", 50_000, "--rate", 1_000, "--seconds", 20));
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (options.put(args[i], Integer.parseInt(args[i + 1])) == null) {
        System.err.println("Unknown option " + args[i] + "; there are " + options.keySet());
        System.exit(2);
      }
    }
    new SchedulerBench(options).run();
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("baton-bench-");
    Path marks = Files.createDirectories(folder.resolve("marks"));
    System.out.println("Starting one coordinator, one executor and PostgreSQL in " + folder);
    Lab lab =
        Lab.create(
            new LabSettings(
                folder.resolve("lab"),
                1,
                1,
                256,
                null,
                handlers(),
                List.of(),
                List.of(),
                Map.of("PROBE_MARKS", marks.toString())));
    try {
      Member postgres =
          lab.members().stream()
              .filter(member -> member.role() == Member.Role.POSTGRES)
              .findFirst()
              .orElseThrow();
      Database database =
          new Database(
              "jdbc:postgresql://" + postgres.address() + "/postgres",
              "baton",
              Files.readString(folder.resolve("lab").resolve("store.password")).strip());
      try (BatonSide baton = new BatonSide(lab, marks, database)) {
        DbSchedulerSide peer = new DbSchedulerSide(database);
        compare(baton, peer);
      }
    } finally {
      lab.down(false);
    }
  }

  private void compare(BatonSide baton, DbSchedulerSide peer) throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Lateness> oursLate = new ArrayList<>();
    List<Lateness> theirsLate = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      theirs.add(peer.backlog(backlog));
      ours.add(baton.backlog(backlog));
      theirsLate.add(peer.lateness(rate, seconds));
      oursLate.add(baton.lateness(rate, seconds));
      System.out.printf(
          Locale.ROOT,
          "round %d: backlog of %d: db-scheduler %.0f/s, Baton %.0f/s; lateness at %d/s:"
              + " db-scheduler %s, Baton %s%n",
          round,
          backlog,
          theirs.getLast(),
          ours.getLast(),
          rate,
          theirsLate.getLast(),
          oursLate.getLast());
    }
    System.out.printf(
        Locale.ROOT,
        "median: backlog db-scheduler %.0f/s, Baton %.0f/s, ratio %.2f%n",
        median(theirs),
        median(ours),
        median(ours) / median(theirs));
    System.out.printf(
        Locale.ROOT,
        "median lateness p50: db-scheduler %.0f ms, Baton %.0f ms; p99: db-scheduler %.0f ms, Baton"
            + " %.0f ms%n",
        median(theirsLate.stream().map(late -> (double) late.p50Ms()).toList()),
        median(oursLate.stream().map(late -> (double) late.p50Ms()).toList()),
        median(theirsLate.stream().map(late -> (double) late.p99Ms()).toList()),
        median(oursLate.stream().map(late -> (double) late.p99Ms()).toList()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static Path handlers() throws IOException {
    Path target = Path.of(System.getProperty("baton.root", "."), "samples", "target", "fast");
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("baton-samples-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no baton-samples jar in " + target));
    }
  }
}
