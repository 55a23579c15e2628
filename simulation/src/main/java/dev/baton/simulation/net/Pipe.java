package dev.baton.simulation.net;

import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayDeque;

/** One direction of a link. Holds back what cannot travel, as TCP does by sending it again. */
public final class Pipe {
  /** Frames remembered, of which one may come a second time. */
  private static final int REMEMBERED = 64;

  private static final long MIN_TIMEOUT_NANOS = 2 * World.SECOND;
  private static final long MAX_TIMEOUT_NANOS = 12 * World.SECOND;
  private static final long RETRANSMIT_NANOS = 250 * World.MS;

  private final World world;
  private final Rand rand;
  private final Path path;
  private final ArrayDeque<Frame> stuck = new ArrayDeque<>();
  private final ArrayDeque<Frame> recent = new ArrayDeque<>();
  private LinkEnd from;
  private LinkEnd to;
  private long sent;
  private long lastArrivalNanos;
  private long generation;
  private boolean vanishes;
  private boolean dropsNext;

  Pipe(World world, Rand rand, Path path) {
    this.world = world;
    this.rand = rand;
    this.path = path;
  }

  void connect(LinkEnd fromEnd, LinkEnd toEnd) {
    from = fromEnd;
    to = toEnd;
  }

  Path path() {
    return path;
  }

  /** Nothing arrives before that time. */
  void notBefore(long nanos) {
    lastArrivalNanos = nanos;
  }

  void send(Object message) {
    Frame frame = new Frame(++sent, message);
    if (recent.size() == REMEMBERED) {
      recent.removeFirst();
    }
    recent.addLast(frame);
    if (dropsNext) {
      dropsNext = false;
      return;
    }
    forward(frame);
  }

  void sendClose(String reason) {
    forward(Frame.end("closed by the other end: " + reason));
  }

  /** The sender's process is dead; what it had sent still travels. */
  void sendReset() {
    forward(Frame.end("connection reset by peer"));
  }

  private void forward(Frame frame) {
    if (vanishes || path.isCut() || !stuck.isEmpty()) {
      hold(frame);
    } else {
      travel(frame, path.delay());
    }
  }

  private void travel(Frame frame, long delayNanos) {
    lastArrivalNanos = Math.max(lastArrivalNanos + 1, world.now() + delayNanos);
    long sentIn = generation;
    world.at(
        lastArrivalNanos,
        () -> {
          if (sentIn == generation) {
            to.arrived(frame);
          }
        });
  }

  private void hold(Frame frame) {
    stuck.addLast(frame);
    if (stuck.size() > 1) {
      return;
    }
    world.after(rand.between(MIN_TIMEOUT_NANOS, MAX_TIMEOUT_NANOS), () -> timeOut(frame));
    if (!vanishes) {
      path.whenHealed(this::flush);
    }
  }

  private void flush() {
    long delay = rand.below((int) RETRANSMIT_NANOS);
    while (!stuck.isEmpty() && !vanishes) {
      travel(stuck.removeFirst(), delay);
      delay = path.delay();
    }
  }

  /** What was held back first is still not acknowledged: the sender's host gives up. */
  private void timeOut(Frame first) {
    if (!stuck.isEmpty() && stuck.peekFirst().number() == first.number()) {
      stuck.clear();
      from.peerGoneAfter(0, "connection timed out");
    }
  }

  /** What is under way never arrives. */
  void dropInFlight() {
    generation++;
  }

  void vanish() {
    vanishes = true;
    generation++;
  }

  /** The next frame is lost, and what comes after it is not. */
  public void dropNext() {
    dropsNext = true;
  }

  /** One of the last frames comes a second time. */
  public void repeatOne(Rand faults) {
    if (recent.isEmpty() || vanishes) {
      return;
    }
    int which = faults.below(recent.size());
    for (Frame frame : recent) {
      if (which-- == 0) {
        travel(frame, path.delay());
        return;
      }
    }
  }

  /** Repeats the first frame that was ever sent on it, if it is still remembered. */
  public void repeatOldest() {
    if (!recent.isEmpty()) {
      travel(recent.peekFirst(), path.delay());
    }
  }
}
