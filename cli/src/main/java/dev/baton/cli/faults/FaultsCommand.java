package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import dev.baton.common.api.client.ClientException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton faults}: without a sub-command it runs the suite. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    subcommands = InjectFault.class,
    description = {
      "Starts a lab, puts load on it and a seeded mixture of faults, takes them back, and lets a"
          + " checker judge what the tasks wrote themselves and what the API answers: exit code 0"
          + " if nothing was violated."
    })
public final class FaultsCommand implements Callable<Integer> {
  private static final int VIOLATED = 1;
  private static final int CANNOT_RUN = 3;

  @Option(
      names = "--seed",
      description = "Chooses faults, targets, times and load; default a random one, printed.")
  private Long seed;

  @Option(
      names = "--for",
      converter = Span.class,
      defaultValue = "10m",
      description = "How long faults are put on, as 90s, 10m or 1h; default ${DEFAULT-VALUE}.")
  private Duration length;

  @Option(
      names = "--lanes",
      defaultValue = "2",
      description = "Most faults at a time; default ${DEFAULT-VALUE}.")
  private int lanes;

  @Option(
      names = "--jobs",
      defaultValue = "20",
      description = "Per-second jobs in the load; default ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--longest",
      converter = Span.class,
      defaultValue = "60s",
      description = "No fault is held longer, unless its kind needs it; default ${DEFAULT-VALUE}.")
  private Duration longest;

  @Option(names = "--coordinators", defaultValue = "3")
  private int coordinators;

  @Option(names = "--executors", defaultValue = "4")
  private int executors;

  @Option(
      names = "--dir",
      description =
          "Directory of the lab, made anew; what a killed run left there goes first. Default"
              + " baton-faults in the temporary directory.")
  private Path directory = Path.of(System.getProperty("java.io.tmpdir"), "baton-faults");

  @Option(
      names = "--report",
      defaultValue = "fault-report",
      description =
          "Folder for fault-report.md, fault-report.json, faults.jsonl, and the processes' logs"
              + " where something was violated; default ${DEFAULT-VALUE}.")
  private Path report;

  @Option(names = "--keep", description = "Leave the lab as it is when it is over.")
  private boolean keep;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws InterruptedException, IOException {
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
    out.println("Seed " + chosen);
    String command =
        "./baton faults --seed "
            + chosen
            + " --for "
            + length.toSeconds()
            + "s --lanes "
            + lanes
            + " --jobs "
            + jobs
            + " --longest "
            + longest.toSeconds()
            + "s";
    try {
      Findings findings =
          new Suite(
                  new SuiteOptions(
                      directory.toAbsolutePath().normalize(),
                      report,
                      LabSettings.samplesJar(),
                      chosen,
                      length,
                      lanes,
                      jobs,
                      longest,
                      coordinators,
                      executors,
                      keep,
                      command),
                  out)
              .run();
      out.print(Files.readString(report.resolve("fault-report.md")));
      return findings.isClean() ? 0 : VIOLATED;
    } catch (LabException | ClientException e) {
      System.err.println("baton faults: " + e.getMessage());
      return CANNOT_RUN;
    }
  }

  /** Prints every kind of fault. */
  @Command(name = "list", description = "Every kind of fault, and how long the suite holds it.")
  int list() {
    out.printf("%-26s %-22s %-20s %s%n", "KIND", "PUT ON", "HELD", "NEEDS");
    for (FaultKind kind : FaultKind.values()) {
      out.printf(
          Locale.ROOT,
          "%-26s %-22s %4.1f to %4.1f s      %s%n",
          kind,
          kind.scope(),
          kind.leastMs() / 1e3,
          kind.mostMs() / 1e3,
          kind.needs());
    }
    return 0;
  }
}
