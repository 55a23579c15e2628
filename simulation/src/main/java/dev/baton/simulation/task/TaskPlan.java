package dev.baton.simulation.task;

import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;

/**
 * What a process tree would do if nobody interfered.
 *
 * @param runNanos how long it runs
 * @param outcome SUCCEEDED or FAILED
 * @param ignoresEnd whether it goes on when asked to end, until it is forced
 */
public record TaskPlan(long runNanos, Outcome outcome, boolean ignoresEnd) {
  /** How a task behaves; written as its script. {@code 500 ms} is one too: succeeds after that. */
  public enum Manner {
    QUICK,
    MEDIUM,
    LONG,
    /** Ignores the wish that it end. */
    STUBBORN,
    /** Fails every other time. */
    FLAKY
  }

  /** The longest that any task runs by itself. */
  public static final long MAX_RUN_NANOS = 9 * World.SECOND;

  /** After the number of milliseconds, in a script that says how long its task runs. */
  private static final String FOR_MS = " ms";

  /** The same, of a task that fails then. */
  private static final String FAILS = " ms, fails";

  /** The plan of an attempt: always the same for one attempt of one seed. */
  static TaskPlan of(StartOrder order, Rand rand) {
    String script =
        order.action() instanceof TaskAction.Shell shell ? shell.script() : Manner.QUICK.name();
    if (script.endsWith(FAILS)) {
      long ms = Long.parseLong(script.substring(0, script.length() - FAILS.length()));
      return new TaskPlan(ms * World.MS, Outcome.FAILED, false);
    }
    if (script.endsWith(FOR_MS)) {
      long ms = Long.parseLong(script.substring(0, script.length() - FOR_MS.length()));
      return new TaskPlan(ms * World.MS, Outcome.SUCCEEDED, false);
    }
    return of(order, Manner.valueOf(script), rand);
  }

  private static TaskPlan of(StartOrder order, Manner manner, Rand rand) {
    Rand own = rand.split(order.attempt() + " " + order.token());
    long run =
        switch (manner) {
          case QUICK, FLAKY -> 3 * World.MS + own.exponential(60 * World.MS, World.SECOND);
          case MEDIUM -> own.between(100 * World.MS, 2 * World.SECOND);
          case LONG, STUBBORN -> own.between(2 * World.SECOND, MAX_RUN_NANOS);
        };
    boolean fails = own.chance(manner == Manner.FLAKY ? 0.5 : 0.05);
    return new TaskPlan(run, fails ? Outcome.FAILED : Outcome.SUCCEEDED, manner == Manner.STUBBORN);
  }
}
