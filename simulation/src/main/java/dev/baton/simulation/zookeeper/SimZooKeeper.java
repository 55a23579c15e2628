package dev.baton.simulation.zookeeper;

import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The ensemble as its clients see it: sessions that expire when nothing is heard from them,
 * election nodes that go with their session, and word of changes that comes late.
 */
public final class SimZooKeeper {
  private final World world;
  private final SimNet net;
  private final Host host;
  private final Rand rand;
  private final long sessionNanos;
  private final List<Session> sessions = new ArrayList<>();
  private final List<ElectionClient> clients = new ArrayList<>();
  private final TreeMap<Integer, Place> nodes = new TreeMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private int lastNode;
  private long lastSession;
  private boolean away;
  private long staleNanos;
  private String leaderAddress = "";
  private Session leaderSession;

  /** A client's session on the servers. */
  static final class Session {
    final String id;
    final Life life;
    boolean expired;
    boolean heard = true;
    long silence;

    Session(String id, Life life) {
      this.id = id;
      this.life = life;
    }
  }

  private record Watcher(Life life, Consumer<String> told) {}

  private record Place(Session session, ElectionNode node) {}

  public SimZooKeeper(World world, SimNet net, Host host, long sessionMs) {
    this.world = world;
    this.net = net;
    this.host = host;
    this.rand = world.rand("zookeeper");
    this.sessionNanos = sessionMs * World.MS;
  }

  public Host host() {
    return host;
  }

  /** A client in that process, for the election. */
  public ElectionClient connect(Life life, ElectionClient.Listener listener) {
    ElectionClient client = new ElectionClient(world, this, life, listener);
    clients.add(client);
    return client;
  }

  /** Whether a call of that process would be answered now. */
  public boolean reaches(Life life) {
    return life.isRunning() && answers(life);
  }

  /** Whether what that process has asked is answered now; it may be paused meanwhile. */
  boolean answers(Life life) {
    return !away && !life.isDead() && !net.isCut(life.host(), host);
  }

  /** No majority: nothing is answered, and no session expires. */
  public void away(boolean isAway) {
    away = isAway;
    look();
  }

  /** Word of changes comes up to this much late; 0 = as usual. */
  public void stale(long nanos) {
    staleNanos = nanos;
  }

  public void none() {
    staleNanos = 0;
    away(false);
  }

  /** Somebody's reachability may have changed: paths, pauses, deaths. */
  public void look() {
    for (Session session : List.copyOf(sessions)) {
      boolean heard = reaches(session.life);
      if (heard && !session.heard) {
        session.heard = true;
        session.silence++;
      } else if (!heard && (session.heard || away)) {
        session.heard = false;
        awaitExpiry(session, ++session.silence);
      }
    }
    clients.removeIf(client -> client.life().isDead());
    clients.forEach(ElectionClient::maybeReconnected);
  }

  private void awaitExpiry(Session session, long silence) {
    long nanos = sessionNanos - rand.below((int) (sessionNanos / 5));
    world.after(
        nanos,
        () -> {
          if (session.silence == silence && !session.expired) {
            if (away) {
              awaitExpiry(session, ++session.silence);
            } else {
              expire(session);
            }
          }
        });
  }

  /** The servers drop the session, and all that belongs to it. */
  private void expire(Session session) {
    world.trace().line(() -> "zookeeper: session " + session.id + " of " + session.life + " ends");
    session.expired = true;
    sessions.remove(session);
    nodes.values().removeIf(place -> place.session() == session);
    if (leaderSession == session) {
      leaderSession = null;
      leaderAddress = "";
    }
    electionChanged();
  }

  /** Drops the session of that process, as a server does that was too slow to hear from it. */
  public boolean expireSessionOf(Life life) {
    for (Session session : List.copyOf(sessions)) {
      if (session.life == life) {
        expire(session);
        clients.forEach(ElectionClient::maybeReconnected);
        return true;
      }
    }
    return false;
  }

  /** Everything is gone, sessions too; numbers of nodes begin again. */
  public void wipe() {
    world.trace().line(() -> "zookeeper: wiped");
    for (Session session : sessions) {
      session.expired = true;
    }
    sessions.clear();
    nodes.clear();
    lastNode = 0;
    leaderSession = null;
    leaderAddress = "";
    clients.forEach(ElectionClient::maybeReconnected);
  }

  Session open(Life life) {
    Session session = new Session("s" + ++lastSession, life);
    sessions.add(session);
    return session;
  }

  ElectionNode createNode(Session session) {
    int number = ++lastNode;
    ElectionNode node = new ElectionNode(String.format("/election/n_%010d", number), session.id);
    nodes.put(number, new Place(session, node));
    electionChanged();
    return node;
  }

  void deleteNode(ElectionNode node) {
    if (nodes.values().removeIf(place -> place.node().equals(node))) {
      electionChanged();
    }
  }

  /** Somebody takes away the election node of that process; false if it has none. */
  public boolean removeNodeOf(Life life) {
    boolean removed = nodes.values().removeIf(place -> place.session().life == life);
    if (removed) {
      world.trace().line(() -> "zookeeper: the election node of " + life + " is removed");
      electionChanged();
    }
    return removed;
  }

  /** Word of changes in the election does not come to that process while that lasts. */
  public void deaf(Life life, boolean isDeaf) {
    for (ElectionClient client : clients) {
      if (client.life() == life) {
        client.deaf(isDeaf);
      }
    }
  }

  private void electionChanged() {
    for (ElectionClient client : clients) {
      client.changed(watchDelay());
    }
  }

  long watchDelay() {
    long nanos = World.MS + rand.below((int) (15 * World.MS));
    if (staleNanos > 0 && rand.oneIn(2)) {
      nanos += (long) (rand.fraction() * staleNanos);
    }
    return nanos;
  }

  long callDelay(Life life) {
    return net.path(life.host(), host).delay() + net.path(host, life.host()).delay() + World.MS;
  }

  Rand rand() {
    return rand;
  }

  /** Whether the node is there; and if so, whether no other stands before it. */
  boolean isThere(ElectionNode node) {
    return node != null && nodes.values().stream().anyMatch(place -> place.node().equals(node));
  }

  boolean isFirst(ElectionNode node) {
    return node != null && !nodes.isEmpty() && nodes.firstEntry().getValue().node().equals(node);
  }

  /** The process whose node is first; null if there is none. */
  public Life first() {
    return nodes.isEmpty() ? null : nodes.firstEntry().getValue().session().life;
  }

  /** The leader writes where it can be found. */
  void publishLeader(Session session, String address) {
    leaderAddress = address;
    leaderSession = session;
    for (Watcher watcher : watchers) {
      if (reaches(watcher.life())) {
        watcher.life().after(watchDelay(), () -> watcher.told().accept(address));
      }
    }
  }

  /** Tells that process, late, whenever a leader has written where it is. */
  public void watchLeader(Life life, Consumer<String> told) {
    watchers.removeIf(watcher -> watcher.life().isDead());
    watchers.add(new Watcher(life, told));
  }

  /** Where the leader is, as last written; empty if nobody has. */
  public String leaderAddress() {
    return leaderAddress;
  }
}
