package dev.baton.simulation.net;

import dev.baton.simulation.check.Witness;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.World;

/** One end of a link, as the process that holds it sees it. */
public final class LinkEnd {
  private final World world;
  private final Witness witness;
  private final boolean acceptsRepeats;
  private final long link;
  private final boolean dialed;
  private final Life life;
  private final Pipe out;
  private LinkEnd peer;
  private LinkUser user;
  private boolean open = true;
  private long received;

  LinkEnd(
      World world,
      Witness witness,
      boolean acceptsRepeats,
      long link,
      boolean dialed,
      Life life,
      Pipe out) {
    this.world = world;
    this.witness = witness;
    this.acceptsRepeats = acceptsRepeats;
    this.link = link;
    this.dialed = dialed;
    this.life = life;
    this.out = out;
  }

  void connect(LinkEnd other) {
    peer = other;
    out.connect(this, other);
  }

  void use(LinkUser linkUser) {
    user = linkUser;
  }

  public Life life() {
    return life;
  }

  public Pipe out() {
    return out;
  }

  public boolean isOpen() {
    return open;
  }

  public void send(Object message) {
    if (open) {
      out.send(message);
    }
  }

  /** Closes it; what was sent before still goes out. */
  public void close(String reason) {
    if (open) {
      open = false;
      out.sendClose(reason);
    }
  }

  /** The process is dead. */
  void die() {
    if (open) {
      open = false;
      if (life.host().isPowered()) {
        out.sendReset();
      }
    }
  }

  /** This end forgets the link and tells nobody. */
  void forgetSilently() {
    open = false;
  }

  /** A frame has come out of the network. */
  void arrived(Frame frame) {
    if (!life.host().isPowered()) {
      return;
    }
    if (!open || life.isDead()) {
      if (!frame.isEnd()) {
        peer.peerGoneAfter(peer.out.path().delay(), "connection reset by peer");
      }
      return;
    }
    life.enter(() -> take(frame));
  }

  private void take(Frame frame) {
    if (!open) {
      return;
    }
    if (frame.isEnd()) {
      gone((String) frame.message());
      return;
    }
    boolean repeated = frame.number() <= received;
    if (frame.number() != received + 1 && !(repeated && acceptsRepeats)) {
      String reason = "frame " + frame.number() + " came where " + (received + 1) + " was due";
      close(reason);
      user.closed(reason);
      return;
    }
    received = Math.max(received, frame.number());
    witness.frameTaken(link, dialed, frame.number());
    user.received(frame.message());
  }

  /** The network says that the other end is gone. */
  void peerGoneAfter(long nanos, String reason) {
    world.after(
        nanos,
        () -> {
          if (life.host().isPowered()) {
            life.enter(() -> gone(reason));
          }
        });
  }

  private void gone(String reason) {
    if (open) {
      open = false;
      if (user != null) {
        user.closed(reason);
      }
    }
  }
}
