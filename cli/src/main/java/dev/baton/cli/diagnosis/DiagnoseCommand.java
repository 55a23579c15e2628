package dev.baton.cli.diagnosis;

import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import dev.baton.common.api.client.ClientException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton diagnose}: a blind run. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a lab, puts known faults on it in a seeded order, and holds what the incidents say"
          + " against the truth: exit code 0 if 95 of 100 causes are right."
    })
public final class DiagnoseCommand implements Callable<Integer> {
  private static final int NOT_RIGHT = 1;
  private static final int USAGE = 2;
  private static final int CANNOT_RUN = 3;
  private static final int GOAL_PERCENT = 95;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "How often each cause is put on; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses order and targets; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CAUSE",
      description = "Some of ${COMPLETION-CANDIDATES}; default all.")
  private List<TrueCause> only = List.of();

  @Option(names = "--executors", defaultValue = "6")
  private int executors;

  @Option(names = "--dir", description = "Directory of the lab; default a new temporary one.")
  private Path directory;

  @Option(
      names = "--report",
      defaultValue = "diagnosis-report",
      description = "Folder for diagnosis.md and diagnosis.json; default ${DEFAULT-VALUE}.")
  private Path report;

  @Option(names = "--keep", description = "Leave the lab's logs when it is over.")
  private boolean keep;

  private final PrintStream out = System.out;

  /** Causes that cannot be put on this lab, and why. */
  private final List<String> skipped = new ArrayList<>();

  /** Trials of which nothing is known, and why. */
  private final List<String> failed = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (rounds < 1 || executors < 2) {
      System.err.println("baton diagnose: --rounds takes 1 or more, --executors 2 or more");
      return USAGE;
    }
    Path lab = directory == null ? Files.createTempDirectory("baton-diagnose-") : directory;
    out.println("Starting a lab in " + lab + " …");
    try (Ground ground = Ground.start(lab, LabSettings.samplesJar(), executors)) {
      AtomicBoolean isDown = new AtomicBoolean();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> down(ground, isDown), "down"));
      try {
        return run(ground);
      } finally {
        down(ground, isDown);
      }
    } catch (LabException | ClientException e) {
      System.err.println("baton diagnose: " + e.getMessage());
      return CANNOT_RUN;
    }
  }

  private void down(Ground ground, AtomicBoolean isDown) {
    if (isDown.compareAndSet(false, true)) {
      ground.lab().down(keep);
    }
  }

  private int run(Ground ground) throws InterruptedException, IOException {
    new Jobs(ground.client()).put();
    List<TrueCause> chosen = new ArrayList<>();
    for (TrueCause truth : TrueCause.values()) {
      String missing = truth.missing(ground);
      if (!only.isEmpty() && !only.contains(truth)) {
        continue;
      }
      if (missing.isEmpty()) {
        chosen.add(truth);
      } else {
        skipped.add(truth + ": " + missing);
      }
    }
    List<TrialResult> results = new ArrayList<>();
    Random random = new Random(seed);
    int number = 0;
    for (int round = 1; round <= rounds; round++) {
      for (List<TrueCause> trial : order(chosen, random)) {
        try {
          results.addAll(attempt(ground, random, round, ++number, trial));
        } finally {
          told(results).write(report);
        }
      }
    }
    DiagnosisReport told = told(results);
    out.println();
    out.print(told.markdown());
    ConfusionMatrix matrix = ConfusionMatrix.of(results);
    int trials = matrix.trials() + failed.size();
    return matrix.right() * 100 >= trials * GOAL_PERCENT ? 0 : NOT_RIGHT;
  }

  /** Those of one round, shuffled; the slow ones are one trial. */
  static List<List<TrueCause>> order(List<TrueCause> chosen, Random random) {
    List<List<TrueCause>> trials = new ArrayList<>();
    List<TrueCause> slow = new ArrayList<>();
    for (TrueCause truth : chosen) {
      if (truth.isSlow()) {
        slow.add(truth);
      } else {
        trials.add(List.of(truth));
      }
    }
    if (!slow.isEmpty()) {
      trials.add(slow);
    }
    Collections.shuffle(trials, random);
    return trials;
  }

  private List<TrialResult> attempt(
      Ground ground, Random random, int round, int number, List<TrueCause> truths)
      throws InterruptedException {
    long startMs = System.currentTimeMillis();
    List<TrialResult> results = List.of();
    try {
      results = new Trial(ground, random, round, number, truths).run();
    } catch (LabException | ClientException e) {
      for (TrueCause truth : truths) {
        failed.add("round " + round + ", " + truth + ": " + e.getMessage());
        out.println("  FAILED " + failed.getLast());
      }
      ground.repair();
    }
    for (TrialResult result : results) {
      out.printf(
          "%d.%d %-28s on %-14s %s %s; scope %s; raised after %s ms, closed %s ms; took %d s%n",
          round,
          number,
          result.truth(),
          result.target(),
          result.right() ? "right" : "WRONG",
          result.named(),
          result.scope(),
          result.raisedMs(),
          result.closedMs(),
          (System.currentTimeMillis() - startMs) / 1_000);
      if (!result.right() || Boolean.FALSE.equals(result.scopeExact())) {
        result.incidents().forEach(line -> out.println("      " + line));
      }
    }
    return results;
  }

  private DiagnosisReport told(List<TrialResult> results) {
    return new DiagnosisReport(command(), results, skipped, failed);
  }

  private String command() {
    String some =
        only.isEmpty()
            ? ""
            : " --only " + only.stream().map(Enum::name).collect(Collectors.joining(","));
    return "./baton diagnose --rounds " + rounds + " --seed " + seed + some;
  }
}
