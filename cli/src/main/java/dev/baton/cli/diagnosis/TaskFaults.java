package dev.baton.cli.diagnosis;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Member.Role;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.run.RerunMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of tasks, and of what they wait for. */
final class TaskFaults {
  private static final AtomicInteger GATES = new AtomicInteger();
  private static final long PATIENCE_MS = 20_000;
  private static final long START_PATIENCE_MS = 60_000;
  private static final long STOP_PATIENCE_S = 20;

  /** The product must have seen how long the task usually takes. */
  private static final int USUAL_RUNS = 3;

  /** One runs, the others wait. */
  private static final int RUNS_FOR_ONE_SLOT = 3;

  private TaskFaults() {}

  private static String gate() {
    return "fault-" + GATES.incrementAndGet();
  }

  private static String subject(JobKey job) {
    return job + "/" + Jobs.TASK;
  }

  /** Taken back by mending what made it fail, and a rerun. */
  static Injection failing(JobKey job) {
    return (ground, victim) -> {
      String gate = gate();
      long run = ground.trigger(job, gate);
      List<Long> runs = new ArrayList<>(List.of(run));
      return new Injected(
          job.toString(),
          subject(job),
          runs,
          () -> {
            ground.awaitEnd(List.of(run), PATIENCE_MS);
            ground.traces().put("open-" + gate);
            runs.add(
                ground
                    .client()
                    .rerun(run, new RerunRequest(RerunMode.ALL, null, null, null, "diagnosis"))
                    .run());
          });
    };
  }

  /** Taken back by approving what the incident proposes. */
  static Injected stuck(Ground ground, String victim) throws InterruptedException {
    String gate = gate();
    List<Long> usual = new ArrayList<>();
    for (int i = 0; i < USUAL_RUNS; i++) {
      usual.add(ground.trigger(Jobs.STUCK, gate));
    }
    ground.awaitEnd(usual, PATIENCE_MS);
    ground.traces().put("hang-" + gate);
    long run = ground.trigger(Jobs.STUCK, gate);
    return new Injected(
        Jobs.STUCK.toString(),
        subject(Jobs.STUCK),
        List.of(run),
        () -> {
          if (!approve(ground)) {
            ground.traces().remove("hang-" + gate);
          }
          ground.awaitEnd(List.of(run), PATIENCE_MS);
        });
  }

  private static boolean approve(Ground ground) {
    var recovery = ground.client().recovery();
    IncidentQuery query =
        new IncidentQuery(IncidentKind.STUCK_TASK, subject(Jobs.STUCK), true, null, null, null);
    for (IncidentView incident : recovery.incidents(query, null, 1).items()) {
      for (ActionView action : incident.plan()) {
        if (action.state() == ActionState.PROPOSED) {
          recovery.approveIncident(incident.id(), action.name(), "diagnosis");
          return true;
        }
      }
    }
    return false;
  }

  static Injected nowhere(Ground ground, String victim) {
    long run = ground.trigger(Jobs.NOWHERE, gate());
    return new Injected(
        "group " + Jobs.NOBODY,
        Jobs.NOBODY,
        List.of(run),
        () -> {
          ground.client().cancel(run, "diagnosis");
          ground.awaitEnd(List.of(run), PATIENCE_MS);
        });
  }

  /** An executor of its own takes them, one after another; it is there as long as they are. */
  static Injected saturated(Ground ground, String victim) throws InterruptedException {
    String gate = gate();
    Process small = startSmall(ground.lab());
    try {
      ground.await(
          "the executor of group " + Jobs.SMALL,
          START_PATIENCE_MS,
          () ->
              ground.client().executors().stream()
                  .anyMatch(view -> view.group().equals(Jobs.SMALL) && view.leaseLeftMs() > 0));
    } catch (LabException e) {
      stop(small);
      throw e;
    }
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < RUNS_FOR_ONE_SLOT; i++) {
      runs.add(ground.trigger(Jobs.FULL, gate));
    }
    return new Injected(
        "group " + Jobs.SMALL,
        Jobs.SMALL,
        runs,
        () -> {
          ground.traces().put("open-" + gate);
          try {
            ground.awaitEnd(runs, PATIENCE_MS);
          } finally {
            stop(small);
          }
        });
  }

  private static void stop(Process small) throws InterruptedException {
    small.destroy();
    if (!small.waitFor(STOP_PATIENCE_S, TimeUnit.SECONDS)) {
      small.destroyForcibly().waitFor();
    }
  }

  private static Process startSmall(Lab lab) {
    Member model =
        lab.members().stream()
            .filter(member -> member.role() == Role.EXECUTOR)
            .findFirst()
            .orElseThrow(() -> new LabException("the lab has no executor"));
    List<String> command = new ArrayList<>(model.command());
    Path home = lab.directory().resolve(Jobs.SMALL);
    replaceAfter(command, "--name", Jobs.SMALL);
    replaceAfter(command, "--data-dir", home.toString());
    replaceAfter(command, "--slots", "1");
    command.addAll(List.of("--group", Jobs.SMALL));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(model.environment());
    Path log = lab.directory().resolve("logs").resolve(Jobs.SMALL + ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replaceAfter(List<String> command, String option, String value) {
    command.set(command.indexOf(option) + 1, value);
  }
}
