package dev.baton.simulation.net;

import dev.baton.simulation.check.Witness;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;

/**
 * A connection as TCP gives it: frames arrive in order or not at all, either end may think that it
 * is up while the other knows better. Frames are numbered, and an end that sees a wrong number
 * closes.
 */
public final class SimLink {
  private final long number;
  private final LinkEnd dialer;
  private final LinkEnd acceptor;

  SimLink(
      World world,
      Rand rand,
      Witness witness,
      boolean acceptsRepeats,
      long number,
      Life dialerLife,
      Life acceptorLife,
      SimNet net) {
    this.number = number;
    Pipe toAcceptor = new Pipe(world, rand, net.path(dialerLife.host(), acceptorLife.host()));
    Pipe toDialer = new Pipe(world, rand, net.path(acceptorLife.host(), dialerLife.host()));
    this.dialer = new LinkEnd(world, witness, acceptsRepeats, number, true, dialerLife, toAcceptor);
    this.acceptor =
        new LinkEnd(world, witness, acceptsRepeats, number, false, acceptorLife, toDialer);
    dialer.connect(acceptor);
    acceptor.connect(dialer);
  }

  /** Unique in the world. */
  public long number() {
    return number;
  }

  public LinkEnd dialer() {
    return dialer;
  }

  public LinkEnd acceptor() {
    return acceptor;
  }

  boolean isGone() {
    return !dialer.isOpen() && !acceptor.isOpen();
  }

  /**
   * Something on the way resets it. Each end learns of it soon, or much later, or when it next
   * sends; what was under way may still arrive.
   */
  public void reset(Rand rand) {
    resetEnd(dialer, rand);
    resetEnd(acceptor, rand);
  }

  private static void resetEnd(LinkEnd end, Rand rand) {
    if (rand.oneIn(2)) {
      end.out().dropInFlight();
    }
    if (rand.oneIn(8)) {
      end.forgetSilently();
    } else {
      end.peerGoneAfter(rand.below((int) (5 * World.MS)), "connection reset");
    }
  }

  /** The sender is told that it failed, and yet all that it said arrives. */
  public void reportFailed(boolean toDialer) {
    (toDialer ? dialer : acceptor).peerGoneAfter(0, "connection reset");
  }

  /** Something on the way forgets it: frames vanish in both directions, and nobody is told. */
  public void vanish() {
    dialer.out().vanish();
    acceptor.out().vanish();
  }

  @Override
  public String toString() {
    return "link " + number + " " + dialer.life() + "-" + acceptor.life();
  }
}
