package dev.baton.simulation.world;

import dev.baton.common.time.Now;
import java.util.ArrayDeque;

/**
 * One process life on a host. What happens in it is put off while it is paused (SIGSTOP) and
 * dropped once it is dead, and is never reordered.
 */
public final class Life {
  /** How a process stands. */
  public enum State {
    RUNNING,
    /** Stopped by a signal: its host still takes frames for it, its clock runs on. */
    PAUSED,
    DEAD
  }

  /** Longest time that one put-off action takes after a pause. */
  private static final long CATCH_UP_NANOS = 20 * World.US;

  private final World world;
  private final Host host;
  private final String name;
  private final Rand rand;
  private final ArrayDeque<Runnable> putOff = new ArrayDeque<>();
  private State state = State.RUNNING;
  private boolean catchingUp;
  private long lastRead = -1;

  public Life(World world, Host host, String name) {
    this.world = world;
    this.host = host;
    this.name = name;
    this.rand = world.rand("life " + name);
  }

  public Host host() {
    return host;
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public boolean isDead() {
    return state == State.DEAD;
  }

  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Both clocks, read together. No two readings of one life are at the same time. */
  public Now now() {
    long at = Math.max(world.now(), lastRead + 1);
    lastRead = at;
    return new Now(host.clock().wall(at), host.clock().monotonic(at));
  }

  /** The monotonic clock, without a reading of its own. */
  public long monotonic() {
    return host.clock().monotonic(world.now());
  }

  /** Happens in this process after that delay, unless it is dead by then. */
  public void after(long delayNanos, Runnable action) {
    world.after(delayNanos, () -> enter(action));
  }

  /** Happens in this process once its monotonic clock shows that time. */
  public void atMonotonic(long nanos, Runnable action) {
    world.at(host.clock().trueNanosAt(nanos), () -> enter(action));
  }

  /** Happens in this process now, or when its pause is over; not if it is dead. */
  public void enter(Runnable action) {
    switch (state) {
      case DEAD -> {}
      case PAUSED -> putOff.add(action);
      case RUNNING -> {
        if (catchingUp) {
          putOff.add(action);
        } else {
          action.run();
        }
      }
    }
  }

  public void pause() {
    if (state == State.RUNNING) {
      state = State.PAUSED;
    }
  }

  public void resume() {
    if (state != State.PAUSED) {
      return;
    }
    state = State.RUNNING;
    if (!putOff.isEmpty() && !catchingUp) {
      catchingUp = true;
      world.after(rand.below((int) CATCH_UP_NANOS), this::catchUp);
    }
  }

  private void catchUp() {
    if (state != State.RUNNING) {
      catchingUp = false;
      return;
    }
    Runnable next = putOff.poll();
    if (next != null) {
      next.run();
    }
    catchingUp = !putOff.isEmpty();
    if (catchingUp) {
      world.after(rand.below((int) CATCH_UP_NANOS), this::catchUp);
    }
  }

  public void die() {
    state = State.DEAD;
    putOff.clear();
  }

  @Override
  public String toString() {
    return name;
  }
}
