package dev.baton.simulation.node;

import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a core has asked for and its process has not done yet. Mostly it is done at once; now and
 * then later, so that a pause or a crash can come between the decision and the deed. The order is
 * kept.
 */
final class Outbox<E> {
  private static final int LATER_ONE_IN = 12;
  private static final long LATER_NANOS = 2 * World.MS;

  private final Life life;
  private final Rand rand;
  private final Consumer<E> deed;
  private final ArrayDeque<E> waiting = new ArrayDeque<>();
  private boolean delayed;
  private Predicate<E> trap;
  private Runnable trapped;

  Outbox(Life life, Rand rand, Consumer<E> deed) {
    this.life = life;
    this.rand = rand;
    this.deed = deed;
  }

  /** Something happens to the process just before it does the next thing of that kind. */
  void before(Predicate<E> kind, Runnable happening) {
    trap = kind;
    trapped = happening;
  }

  void add(List<E> effects) {
    waiting.addAll(effects);
    if (delayed) {
      return;
    }
    if (rand.oneIn(LATER_ONE_IN)) {
      delayed = true;
      life.after(rand.below((int) LATER_NANOS), this::go);
    } else {
      work();
    }
  }

  private void go() {
    delayed = false;
    work();
  }

  private void work() {
    while (!waiting.isEmpty() && !delayed) {
      E next = waiting.peekFirst();
      if (trap != null && trap.test(next)) {
        trap = null;
        trapped.run();
      }
      if (life.isDead()) {
        waiting.clear();
        return;
      }
      if (!life.isRunning()) {
        delayed = true;
        life.enter(this::go);
        return;
      }
      waiting.removeFirst();
      deed.accept(next);
    }
  }
}
