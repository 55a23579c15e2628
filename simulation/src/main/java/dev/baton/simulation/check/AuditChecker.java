package dev.baton.simulation.check;

import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.job.JobSpec;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.plant.LostSteps;
import dev.baton.simulation.plant.LostSteps.Loss;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The auditor tells of nothing but what was lost on purpose; and of that, where nothing else has
 * brought the task on, it tells in time. It knows what was lost from the fault and not from the
 * core.
 */
public final class AuditChecker implements Witness {
  private static final String NAME = "audit";

  /** Some looks, and the longest that a leader stands still meanwhile. */
  private static final long BOUND_NANOS = 60 * World.SECOND;

  /** A loss that nobody has told of, while that leadership lasts. */
  private static final class Waiting {
    final Loss loss;
    final long epoch;
    long sinceNanos;

    Waiting(Loss loss, long epoch) {
      this.loss = loss;
      this.epoch = epoch;
      this.sinceNanos = loss.atNanos();
    }
  }

  private final LostSteps lost;
  private final Map<String, Long> leading = new TreeMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<String> subjects = new HashSet<>();
  private int taken;

  public AuditChecker(LostSteps lost) {
    this.lost = lost;
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    takeLosses();
    lost.stepping(life);
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    takeLosses();
    if (effect instanceof Effect.RoleChanged changed) {
      leading.put(life, changed.role() == Effect.Role.LEADER ? changed.epoch() : 0L);
    }
  }

  private void takeLosses() {
    for (; taken < lost.all().size(); taken++) {
      Loss loss = lost.all().get(taken);
      subjects.add(subject(loss));
      long epoch = leading.getOrDefault(loss.life(), 0L);
      if (epoch > 0) {
        waiting.add(new Waiting(loss, epoch));
      }
    }
  }

  private static String subject(Loss loss) {
    return "task " + loss.task() + ":";
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    takeLosses();
    if (fact instanceof Fact.IncidentChanged changed
        && changed.incident().kind() == IncidentKind.AUDIT) {
      told(changed.incident());
    } else if (fact instanceof Fact.TaskRunChanged changed) {
      TaskRun task = changed.taskRun();
      waiting.removeIf(
          open -> open.loss.task().equals(task.id()) && task.status() != lostIn(open.loss));
    }
  }

  private void told(Incident row) {
    if (row.cause() == IncidentCause.INVARIANT_BROKEN) {
      throw new Violation(NAME, "tells of a broken invariant that nobody has broken: " + row);
    }
    for (Incident.Evidence line : row.evidence()) {
      String text = line.text();
      boolean names = text.contains("; so since ");
      if (names && subjects.stream().noneMatch(text::startsWith)) {
        throw new Violation(NAME, "tells of what nobody has lost: " + text);
      }
      waiting.removeIf(open -> text.startsWith(subject(open.loss)));
    }
  }

  /** The status of a task that has lost such a step. */
  private static TaskStatus lostIn(Loss loss) {
    return switch (loss.step()) {
      case LOOK_AT_DOWNSTREAM -> TaskStatus.WAITING;
      case LINE_FOR_A_PLACE -> TaskStatus.READY;
      case RETRY_TIMER -> TaskStatus.RETRY_WAIT;
    };
  }

  @Override
  public void committed(String life, Batch batch, StoreRows after) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting open = all.next();
      boolean over = leading.getOrDefault(open.loss.life(), 0L) != open.epoch;
      if (over || !isActive(open.loss, after)) {
        all.remove();
      } else if (waitsForOthers(open.loss, after)) {
        open.sinceNanos = lost.now();
      } else if (life.equals(open.loss.life()) && lost.now() - open.sinceNanos > BOUND_NANOS) {
        throw new Violation(NAME, "nobody tells of what was lost: " + open.loss);
      }
    }
  }

  private static boolean isActive(Loss loss, StoreRows rows) {
    Run run = rows.run(loss.task().run());
    return run != null && run.status() == RunStatus.RUNNING && rows.taskRun(loss.task()) != null;
  }

  /** A task before it goes on, and will have it looked at again. */
  private static boolean waitsForOthers(Loss loss, StoreRows rows) {
    Run run = rows.run(loss.task().run());
    JobSpec spec = rows.version(run.job(), run.jobVersion()).spec();
    for (TaskRun task : rows.taskRuns(run.id())) {
      boolean upstream = spec.task(loss.task().task()).after().contains(task.id().task());
      if (upstream && !task.status().isEnd()) {
        return true;
      }
    }
    return false;
  }
}
