package dev.baton.simulation.net;

import dev.baton.simulation.check.Witness;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The network between the hosts: paths, listening processes, and the links between processes. */
public final class SimNet {
  /** Who listens at an address: its process, and what it makes of a link that has come in. */
  private record Listener(Life life, Function<SimLink, LinkUser> onLink) {}

  /** What becomes of a dial. */
  public interface DialUser {
    /** It is up. Answers who uses this end. */
    LinkUser up(SimLink link);

    /** Refused: the host is there, and nobody listens. */
    void refused(String reason);
  }

  private final World world;
  private final Witness witness;
  private final boolean acceptsRepeats;
  private final Rand rand;
  private final Map<Long, Path> paths = new TreeMap<>();
  private final Map<String, Host> addresses = new TreeMap<>();
  private final Map<String, Listener> listeners = new TreeMap<>();
  private final List<SimLink> links = new ArrayList<>();
  private long lastLink;

  /**
   * @param acceptsRepeats a planted bug: frames that come again are taken again
   */
  public SimNet(World world, Witness witness, boolean acceptsRepeats) {
    this.world = world;
    this.witness = witness;
    this.acceptsRepeats = acceptsRepeats;
    this.rand = world.rand("net");
  }

  public Path path(Host from, Host to) {
    long key = ((long) from.index() << 32) | to.index();
    Path path = paths.get(key);
    if (path == null) {
      path = new Path(world.rand("path " + from + " " + to));
      paths.put(key, path);
    }
    return path;
  }

  public void cut(Host a, Host b) {
    path(a, b).cut();
    path(b, a).cut();
  }

  public void heal(Host a, Host b) {
    path(a, b).heal();
    path(b, a).heal();
  }

  public boolean isCut(Host a, Host b) {
    return path(a, b).isCut() || path(b, a).isCut();
  }

  /** From now on this process answers at the address; it takes over from one that is dead. */
  public void listen(String address, Life life, Function<SimLink, LinkUser> onLink) {
    addresses.put(address, life.host());
    listeners.put(address, new Listener(life, onLink));
  }

  public List<String> addresses() {
    return List.copyOf(addresses.keySet());
  }

  /** Dials. Where the path is cut or the host has no power, nothing comes of it. */
  public void dial(Life from, String address, DialUser user) {
    Host host = addresses.get(address);
    if (host == null) {
      from.after(World.MS, () -> user.refused("no such address"));
      return;
    }
    Path there = path(from.host(), host);
    Path back = path(host, from.host());
    if (there.isCut()) {
      return;
    }
    world.after(there.delay(), () -> arrive(from, host, address, back, user));
  }

  private void arrive(Life from, Host host, String address, Path back, DialUser user) {
    if (!host.isPowered() || back.isCut()) {
      return;
    }
    Listener listener = listeners.get(address);
    if (listener.life().isDead()) {
      from.after(back.delay(), () -> user.refused("connection refused"));
      return;
    }
    SimLink link =
        new SimLink(world, rand, witness, acceptsRepeats, ++lastLink, from, listener.life(), this);
    links.add(link);
    long upNanos = back.delay();
    link.acceptor().out().notBefore(world.now() + upNanos);
    listener
        .life()
        .enter(() -> {
          if (link.acceptor().isOpen()) {
            link.acceptor().use(listener.onLink().apply(link));
          }
        });
    from.after(
        upNanos,
        () -> {
          if (link.dialer().isOpen()) {
            link.dialer().use(user.up(link));
          } else {
            user.refused("reset while it was being opened");
          }
        });
  }

  /** Links that at least one end holds for open; a copy. */
  public List<SimLink> openLinks() {
    links.removeIf(SimLink::isGone);
    return List.copyOf(links);
  }

  /** The process is gone; its host, where it has power, says so to whoever is linked. */
  public void processDied(Life life) {
    for (SimLink link : openLinks()) {
      if (link.dialer().life() == life) {
        link.dialer().die();
      }
      if (link.acceptor().life() == life) {
        link.acceptor().die();
      }
    }
  }
}
