package dev.baton.simulation.client;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.store.SimStore;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * People and programs that want something of the cluster. Whoever gets no answer, or one that
 * leaves it open, asks again with the same request key, maybe somewhere else.
 */
public final class Operators {
  private static final Actor ACTOR = new Actor("operator", "simulation", "why not");
  private static final String GO_ON = "go-on";
  private static final long TIMEOUT_NANOS = 4 * World.SECOND;
  private static final long AGAIN_NANOS = 150 * World.MS;

  private final World world;
  private final SimNet net;
  private final Host host;
  private final Witness witness;
  private final SimStore store;
  private final List<SimCoordinator> coordinators;
  private final List<ExecutorId> executors;
  private final Rand rand;
  private final JobMaker maker;
  private final List<JobSpec> jobs = new ArrayList<>();
  private boolean working;
  private int lastKey;
  private int open;

  public Operators(
      World world,
      SimNet net,
      Host host,
      Witness witness,
      SimStore store,
      List<SimCoordinator> coordinators,
      List<ExecutorId> executors) {
    this.world = world;
    this.net = net;
    this.host = host;
    this.witness = witness;
    this.store = store;
    this.coordinators = coordinators;
    this.executors = executors;
    this.rand = world.rand("operators");
    this.maker = new JobMaker(world.rand("jobs"), world.wallAt(0));
  }

  /** Where the clients are. */
  public Host host() {
    return host;
  }

  /** Defines some jobs, then goes on with this and that. */
  public void begin(int jobCount) {
    working = true;
    for (int i = 1; i <= jobCount; i++) {
      define(maker.job(i));
    }
    next();
  }

  /** Wants nothing more; what is open is still asked for. */
  public void rest() {
    working = false;
  }

  /** Wishes that have no final answer yet. */
  public int open() {
    return open;
  }

  public void define(JobSpec spec) {
    jobs.removeIf(job -> job.key().equals(spec.key()));
    jobs.add(spec);
    want(new Command.PutJob(ACTOR, spec, spec.toString()));
  }

  private void next() {
    world.after(
        rand.exponential(700 * World.MS, 5 * World.SECOND),
        () -> {
          if (working) {
            something();
            next();
          }
        });
  }

  private void something() {
    JobSpec job = rand.pick(jobs);
    int dice = rand.below(100);
    if (dice < 45) {
      trigger(job);
    } else if (dice < 55) {
      cancelSome();
    } else if (dice < 61) {
      want(new Command.PauseJob(ACTOR, job.key()));
    } else if (dice < 72) {
      want(new Command.ResumeJob(ACTOR, job.key()));
    } else if (dice < 76) {
      define(maker.changed(job, 1_000 + ++lastKey));
    } else if (dice < 79) {
      want(new Command.CordonExecutor(ACTOR, rand.pick(executors)));
    } else if (dice < 85) {
      want(new Command.UncordonExecutor(ACTOR, rand.pick(executors)));
    } else if (dice < 87) {
      want(new Command.DrainExecutor(ACTOR, rand.pick(executors), rand.below(4_000)));
    } else if (dice < 90) {
      decideHeld();
    } else if (dice < 92) {
      decideSome();
    } else if (dice < 94) {
      someIncident();
    } else if (dice < 96) {
      once(new Command.StepDown(ACTOR));
    } else if (dice < 98) {
      explainSome();
    } else if (dice < 99) {
      want(new Command.DeleteJob(ACTOR, job.key()));
    } else {
      once(new Command.ListExecutors(ACTOR));
    }
  }

  /** Puts a job again that fires at the same times, with its schedules spelled otherwise. */
  public void respellSome() {
    define(maker.respelled(rand.pick(jobs), 1_000 + ++lastKey));
  }

  /** Triggers a run; sometimes two people press the same button. */
  public void trigger(JobSpec job) {
    Command.TriggerRun command =
        new Command.TriggerRun(
            ACTOR, job.key(), Trigger.MANUAL, "key-" + ++lastKey, SortedMaps.empty());
    want(command);
    if (rand.oneIn(5)) {
      want(command);
    }
  }

  private void cancelSome() {
    List<Run> runs = store.rows().activeRuns();
    if (!runs.isEmpty()) {
      want(new Command.CancelRun(ACTOR, rand.pick(runs).id()));
    }
  }

  private void explainSome() {
    List<Run> runs = store.rows().activeRuns();
    if (!runs.isEmpty()) {
      once(new Command.ExplainRun(ACTOR, rand.pick(runs).id()));
    }
  }

  private void someIncident() {
    List<Incident> open = store.rows().incidents().open();
    if (!open.isEmpty()) {
      Incident row = rand.pick(open);
      if (rand.oneIn(3)) {
        once(new Command.CloseIncident(ACTOR, row.id()));
      } else if (!row.plan().isEmpty()) {
        once(new Command.ApproveIncident(ACTOR, row.id(), rand.pick(row.plan()).name()));
      }
    }
  }

  private Command.DecideTask decision(TaskRun task, TaskDecision decision) {
    return new Command.DecideTask(ACTOR, task.id().run(), task.id().task(), decision, false);
  }

  /** Ends, marks or hurries a task of an active run, in whatever status it is. */
  private void decideSome() {
    List<Run> runs = store.rows().activeRuns();
    if (!runs.isEmpty()) {
      List<TaskRun> tasks = List.copyOf(store.rows().taskRuns(rand.pick(runs).id()));
      once(decision(rand.pick(tasks), rand.pick(List.of(TaskDecision.values()))));
    }
  }

  /** Approves that tasks go on which wait for the retry budget. */
  public void letGoOn() {
    for (Incident row : store.rows().incidents().open()) {
      for (Incident.Action action : row.plan()) {
        if (action.name().equals(GO_ON) && action.state() == ActionState.PROPOSED) {
          once(new Command.ApproveIncident(ACTOR, row.id(), GO_ON));
        }
      }
    }
  }

  /** Decides on everything that is held. */
  public void decideHeld() {
    for (Run run : store.rows().activeRuns()) {
      for (TaskRun task : store.rows().taskRuns(run.id())) {
        if (task.status() == TaskStatus.HELD) {
          want(decision(task, rand.oneIn(2) ? TaskDecision.RERUN : TaskDecision.FAIL));
        }
      }
    }
  }

  /** Puts everything on rest: no schedule fires, every executor takes work. */
  public void calm() {
    for (Job job : store.rows().jobs()) {
      if (!job.isPaused()) {
        want(new Command.PauseJob(ACTOR, job.key()));
      }
    }
    for (ExecutorId executor : executors) {
      ExecutorRow row = store.rows().executor(executor);
      if (row != null && row.cordonReason() != null) {
        want(new Command.UncordonExecutor(ACTOR, executor));
      }
    }
  }

  /** Asks until there is a final answer. */
  public void want(Command command) {
    Request request = new Request(command);
    open++;
    attempt(request);
  }

  /** Asks once, and is content with any answer or none. */
  private void once(Command command) {
    send(rand.pick(coordinators), command, result -> witness.clientAnswered(command, result));
  }

  private void attempt(Request request) {
    long number = ++request.latest;
    send(whom(request), request.command, result -> answered(request, number, result));
    request.tries++;
    world.after(
        TIMEOUT_NANOS,
        () -> {
          if (!request.settled && request.latest == number) {
            attempt(request);
          }
        });
  }

  /** The leader where somebody looks like one, else anybody. */
  private SimCoordinator whom(Request request) {
    if (!rand.oneIn(6)) {
      for (SimCoordinator coordinator : coordinators) {
        if (coordinator.epoch() == store.epoch() && coordinator.epoch() > 0) {
          return coordinator;
        }
      }
    }
    return coordinators.get((rand.below(7) + request.tries) % coordinators.size());
  }

  private void answered(Request request, long number, CommandResult result) {
    witness.clientAnswered(request.command, result);
    boolean isOpen =
        result instanceof Rejected rejected
            && (rejected.code() == Code.NOT_LEADER || rejected.code() == Code.UNKNOWN);
    if (!isOpen) {
      if (!request.settled) {
        request.settled = true;
        open--;
      }
    } else if (!request.settled && request.latest == number) {
      world.after(AGAIN_NANOS, () -> againUnlessSettled(request, number));
    }
  }

  private void againUnlessSettled(Request request, long number) {
    if (!request.settled && request.latest == number) {
      attempt(request);
    }
  }

  private void send(SimCoordinator to, Command command, Consumer<CommandResult> answer) {
    if (net.isCut(host, to.host())) {
      return;
    }
    world.after(
        net.path(host, to.host()).delay(),
        () ->
            to.ask(
                command,
                result -> {
                  if (!net.isCut(host, to.host())) {
                    world.after(net.path(to.host(), host).delay(), () -> answer.accept(result));
                  }
                }));
  }
}
