package dev.baton.simulation.zookeeper;

import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.World;
import dev.baton.simulation.zookeeper.SimZooKeeper.Session;
import java.util.function.Consumer;

/**
 * A coordinator's part in the election: stands, withdraws, confirms, and hears, late, how it
 * stands.
 */
public final class ElectionClient {
  private static final long RETRY_NANOS = 300 * World.MS;

  /** Hears how this process stands in the election. Called inside the process. */
  public interface Listener {
    /** {@code node} is null while there is none. */
    void electionChanged(ElectionNode node, boolean first);
  }

  private final World world;
  private final SimZooKeeper servers;
  private final Life life;
  private final Listener listener;
  private Session session;
  private ElectionNode node;
  private boolean wanted;
  private boolean told;
  private boolean toldFirst;
  private boolean tells;
  private long lastTellNanos;
  private boolean deaf;

  ElectionClient(World world, SimZooKeeper servers, Life life, Listener listener) {
    this.world = world;
    this.servers = servers;
    this.life = life;
    this.listener = listener;
  }

  Life life() {
    return life;
  }

  /** Takes a place in the election, as soon as that can be done. */
  public void stand() {
    wanted = true;
    tryToStand();
  }

  private void tryToStand() {
    life.after(
        servers.callDelay(life),
        () -> {
          if (!wanted || node != null) {
            return;
          }
          if (!servers.reaches(life)) {
            life.after(RETRY_NANOS, this::tryToStand);
            return;
          }
          if (session == null || session.expired) {
            session = servers.open(life);
          }
          node = servers.createNode(session);
          told = false;
        });
  }

  /** Gives up the place. */
  public void withdraw(ElectionNode given) {
    if (given.equals(node)) {
      node = null;
      wanted = false;
      told = false;
    }
    delete(given);
  }

  private void delete(ElectionNode given) {
    life.after(
        servers.callDelay(life),
        () -> {
          if (servers.reaches(life)) {
            servers.deleteNode(given);
          } else {
            life.after(RETRY_NANOS, () -> delete(given));
          }
        });
  }

  /** A sync, then a read: whether that node is there and first. */
  public void confirm(ElectionNode asked, Consumer<Confirmation> answer) {
    long there = servers.callDelay(life) / 2;
    world.after(
        there,
        () -> {
          if (!servers.answers(life)) {
            silence(answer);
            return;
          }
          Confirmation read = servers.isFirst(asked) ? Confirmation.FIRST : Confirmation.NOT_FIRST;
          life.after(servers.callDelay(life) / 2, () -> answer.accept(read));
        });
  }

  private void silence(Consumer<Confirmation> answer) {
    if (servers.rand().oneIn(2)) {
      life.after(
          servers.rand().below((int) (2 * World.SECOND)),
          () -> answer.accept(Confirmation.UNKNOWN));
    }
  }

  /** Writes where the leader is. */
  public void publishLeader(String address) {
    life.after(
        servers.callDelay(life),
        () -> {
          if (servers.reaches(life) && session != null && !session.expired) {
            servers.publishLeader(session, address);
          }
        });
  }

  /** Its watches do not come while that lasts. */
  public void deaf(boolean isDeaf) {
    deaf = isDeaf;
    maybeReconnected();
  }

  /** Something in the election has changed; this client hears of it after that time. */
  void changed(long delayNanos) {
    if (servers.reaches(life)) {
      life.after(delayNanos, this::read);
    }
  }

  private void read() {
    if (deaf || node == null || !servers.reaches(life)) {
      return;
    }
    ElectionNode seen = node;
    boolean there = servers.isThere(seen);
    boolean first = servers.isFirst(seen);
    lastTellNanos = Math.max(lastTellNanos + 1, world.now() + servers.watchDelay());
    world.at(lastTellNanos, () -> life.enter(() -> tell(seen, there, first)));
  }

  private void tell(ElectionNode seen, boolean there, boolean first) {
    if (!seen.equals(node)) {
      return;
    }
    if (!there) {
      node = null;
      wanted = false;
      told = false;
      listener.electionChanged(null, false);
      return;
    }
    if (!told || toldFirst != first) {
      told = true;
      toldFirst = first;
      listener.electionChanged(seen, first);
    }
  }

  /** The way to the servers may be open again: looks after what was missed. */
  void maybeReconnected() {
    if (servers.reaches(life) && node != null && !tells) {
      tells = true;
      life.after(
          servers.callDelay(life),
          () -> {
            tells = false;
            read();
          });
    }
  }
}
