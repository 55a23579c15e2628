package dev.baton.cli.drill;

import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import dev.baton.common.api.client.ClientException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton drill}: kills, pauses and cuts in a lab under load, and a verifier's verdict. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a lab, puts per-second jobs on it, kills, pauses and cuts off its processes, and"
          + " prints what held: exit code 0 if everything did."
    })
public final class DrillCommand implements Callable<Integer> {
  private static final int DID_NOT_HOLD = 1;
  private static final int USAGE = 2;
  private static final int CANNOT_RUN = 3;

  private static final List<Drill> DRILLS =
      List.of(
          new LeaderKill(),
          new LeaderPause(),
          new StoreCut(),
          new ExecutorKill(),
          new ExecutorPause(),
          new ExecutorRestart(),
          new HandOver(),
          new LeaderCut(),
          new ExecutorCut(),
          new StoreRestart(),
          new QuorumLost(),
          new CopiedConfig());

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "DRILL",
      description =
          "Some of leader-kill, leader-pause, store-cut, executor-kill, executor-pause,"
              + " executor-restart, hand-over, leader-cut, executor-cut,"
              + " store-restart, quorum-lost, copied-config;"
              + " default all.")
  private List<String> only = List.of();

  @Option(
      names = "--trials",
      defaultValue = "20",
      description = "Trials of each kill; default ${DEFAULT-VALUE}.")
  private int trials;

  @Option(
      names = "--pauses",
      defaultValue = "4",
      description = "Trials of each pause and cut; default ${DEFAULT-VALUE}.")
  private int pauses;

  @Option(
      names = "--jobs",
      defaultValue = "100",
      description = "Per-second jobs as load; default ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(names = "--coordinators", defaultValue = "3")
  private int coordinators;

  @Option(names = "--executors", defaultValue = "4")
  private int executors;

  @Option(names = "--dir", description = "Directory of the lab; default a new temporary one.")
  private Path directory;

  @Option(names = "--keep", description = "Leave the lab's logs when it is over.")
  private boolean keep;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Drill> chosen =
        DRILLS.stream().filter(drill -> only.isEmpty() || only.contains(drill.name())).toList();
    if (chosen.isEmpty() || chosen.size() < only.size() || jobs < 1 || trials < 1 || pauses < 1) {
      System.err.println("baton drill: wrong options; see baton drill --help");
      return USAGE;
    }
    Path lab = directory == null ? Files.createTempDirectory("baton-drill-") : directory;
    out.println("Starting a lab for drills in " + lab + " …");
    boolean relays = chosen.stream().anyMatch(Drill::wantsRelays);
    try (DrillGround ground =
        DrillGround.start(
            lab, LabSettings.samplesJar(), coordinators, executors, jobs, relays, out)) {
      try {
        return run(ground, chosen) ? 0 : DID_NOT_HOLD;
      } finally {
        ground.lab.down(keep);
      }
    } catch (LabException | ClientException e) {
      System.err.println("baton drill: " + e.getMessage());
      return CANNOT_RUN;
    }
  }

  private boolean run(DrillGround ground, List<Drill> chosen) throws InterruptedException {
    ground.putLongJobs();
    ground.load();
    List<Finding> findings = new ArrayList<>();
    for (Drill drill : chosen) {
      out.println(drill.name());
      boolean kill = drill.name().endsWith("-kill");
      try {
        findings.add(drill.run(ground, kill ? trials : pauses));
      } catch (LabException e) {
        findings.add(new Finding(drill.name(), false, List.of(e.getMessage())));
      }
    }
    PerSecondFires.Verdict verdict = ground.judge(ground.endLoad());
    List<String> lines = new ArrayList<>();
    lines.add(
        verdict.fires()
            + " fire times of "
            + jobs
            + " per-second jobs over all drills: lost "
            + verdict.lost()
            + ", doubled "
            + verdict.doubled()
            + "; run again after a fault of their executor "
            + verdict.again());
    lines.addAll(verdict.worded());
    findings.add(new Finding("fire times", verdict.isClean(), lines));
    out.println();
    boolean held = true;
    for (Finding finding : findings) {
      held &= finding.held();
      out.println((finding.held() ? "held      " : "NOT HELD  ") + finding.drill());
      finding.lines().forEach(line -> out.println("          " + line));
    }
    return held;
  }
}
