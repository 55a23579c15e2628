package dev.baton.simulation;

import dev.baton.simulation.plant.PlantedBug;
import dev.baton.simulation.results.ResultsDirectory;
import dev.baton.simulation.results.SeedRange;
import dev.baton.simulation.results.SeedTally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton simulate}: a whole cluster under faults, by seed. */
@Command(
    name = "simulate",
    description = {
      "Runs whole clusters in simulated time under faults, and checks every promise.",
      "One seed gives the same trace each time."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no checker found anything; with --planted: a checker found the bug",
      "1:a checker found something; with --planted: none did",
      "2:the command line is wrong, or results cannot be written"
    })
public final class SimulateCommand implements Callable<Integer> {
  /** Where results go unless somebody says otherwise. */
  static final Path DEFAULT_RESULTS = Path.of("simulation", "target", "seeds");

  @Option(names = "--seed", paramLabel = "N", description = "Run this seed and show its trace.")
  private Long seed;

  @Option(names = "--seeds", paramLabel = "A..B", description = "Run these seeds and add up.")
  private String seeds;

  @Option(names = "--resume", description = "Go on with a range that was broken off.")
  private boolean resume;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results of a range are kept (default: simulation/target/seeds).")
  private Path results;

  @Option(
      names = "--planted",
      paramLabel = "BUG",
      description =
          "Break this rule on purpose and see whether a checker notices: ${COMPLETION-CANDIDATES}.")
  private PlantedBug planted;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Faults go on for at least so many steps (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private long steps;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "At least so many faults (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int faults;

  @Option(
      names = "--trace",
      paramLabel = "last|all",
      description = "With --seed: the last 200 lines of the trace, or all (default: last).",
      defaultValue = "last")
  private String trace;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Seeds that run at the same time (default: one for each processor).")
  private Integer threads;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if ((seed == null) == (seeds == null)) {
      throw new ParameterException(
          spec.commandLine(), "Say either --seed N or --seeds A..B, for example --seeds 1..1000.");
    }
    SeedOptions options = new SeedOptions(steps, faults, planted);
    if (seed != null) {
      return one(options);
    }
    try {
      SeedRange range = SeedRange.parse(seeds);
      return planted == null ? range(range, options) : planted(range, options);
    } catch (IllegalArgumentException | IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private int one(SeedOptions options) {
    boolean all = trace.equals("all");
    ArrayDeque<String> last = new ArrayDeque<>();
    Consumer<String> keep =
        line -> {
          if (last.size() == SeedRun.KEPT_LINES) {
            last.removeFirst();
          }
          last.addLast(line);
        };
    SeedResult result = SeedRun.run(seed, options, all ? out()::println : keep);
    last.forEach(out()::println);
    out().println(result.judgement());
    out().flush();
    return result.failed() == (planted == null) ? 1 : 0;
  }

  private int range(SeedRange range, SeedOptions options) throws IOException, InterruptedException {
    ResultsDirectory directory =
        ResultsDirectory.open(
            results == null ? DEFAULT_RESULTS : results, options.toArguments(), resume);
    int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    long before = directory.total().steps();
    long beganNanos = System.nanoTime();
    new SeedRunner(options, parallel, failure -> out().println(failure.report()))
        .run(range, directory);
    SeedTally total = directory.total();
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    out().println(total.coverage().table());
    total.failures().forEach(failure -> out().println("FAILED " + failure));
    out().println(total.summary());
    out()
        .printf(
            "%,.0f steps a second on %d threads%n", (total.steps() - before) / seconds, parallel);
    out().flush();
    return total.failed() == 0 ? 0 : 1;
  }

  private int planted(SeedRange range, SeedOptions options) {
    for (long number = range.first(); number <= range.last(); number++) {
      SeedResult result = SeedRun.run(number, options);
      if (result.failed()) {
        out().println(result.judgement());
        out()
            .printf(
                "%s was found by seed %d, after %d seeds%n",
                planted, number, number - range.first() + 1);
        out().flush();
        return 0;
      }
    }
    out().printf("%s was not found by the seeds %s%n", planted, range);
    out().flush();
    return 1;
  }
}
