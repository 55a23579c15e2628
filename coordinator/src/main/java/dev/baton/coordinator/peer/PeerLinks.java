package dev.baton.coordinator.peer;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.PeerReach;
import dev.baton.coordinator.election.Candidate;
import dev.baton.coordinator.election.ZooKeeperElection.Standing;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * Keeps a watch on each coordinator that stands before us. A watch whose candidate was proven dead
 * stays until its place is gone from the list, and has it removed again if need be.
 */
public final class PeerLinks implements AutoCloseable {
  private static final long BEAT_MS = 500;

  private final CoordinatorNode self;
  private final SSLContext tls;
  private final String token;
  private final BooleanSupplier storeAnswers;
  private final BiConsumer<Candidate, String> remove;
  private final Listener listener;
  private final Map<String, Watched> watched = new HashMap<>();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("peer-beats").daemon().factory());

  private static final class Watched {
    final String coordinator;
    final PeerWatch watch;
    volatile String proof;

    Watched(String coordinator, PeerWatch watch) {
      this.coordinator = coordinator;
      this.watch = watch;
    }
  }

  /** Hears how a coordinator that stood before us answers, when it is dead or stands no more. */
  public interface Listener {
    void peerSeen(Input.PeerSeen seen);
  }

  /**
   * @param tls null = plain
   * @param token shared among coordinators; empty = none
   * @param remove takes a candidate that is dead, and the proof
   * @param listener must not block
   */
  public PeerLinks(
      CoordinatorNode self,
      SSLContext tls,
      String token,
      BooleanSupplier storeAnswers,
      BiConsumer<Candidate, String> remove,
      Listener listener) {
    this.self = self;
    this.tls = tls;
    this.token = token;
    this.storeAnswers = storeAnswers;
    this.remove = remove;
    this.listener = listener;
  }

  public void start() {
    beats.scheduleWithFixedDelay(this::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
  }

  /** Watches those that stand before us now, and no others. */
  public synchronized void follow(Standing standing) {
    Set<String> before = new HashSet<>();
    for (Candidate candidate : standing.candidates()) {
      if (standing.own() == null || candidate.equals(standing.own())) {
        break;
      }
      before.add(candidate.path());
      Watched watch = watched.get(candidate.path());
      if (watch == null) {
        begin(candidate);
      } else if (watch.proof != null) {
        remove.accept(candidate, watch.proof);
      }
    }
    watched
        .entrySet()
        .removeIf(entry -> {
          boolean over = !before.contains(entry.getKey());
          if (over) {
            entry.getValue().watch.close();
            lookAfter(entry.getValue());
          }
          return over;
        });
  }

  /** It stands no more: for the incident of whoever takes over, how does it answer now? */
  private void lookAfter(Watched gone) {
    if (gone.proof != null) {
      return;
    }
    Thread.ofVirtual()
        .name("peer-look-" + gone.coordinator)
        .start(() -> {
          PeerReach reach = gone.watch.look();
          listener.peerSeen(new Input.PeerSeen(gone.coordinator, reach, text(reach)));
        });
  }

  private static String text(PeerReach reach) {
    return switch (reach) {
      case DEAD -> "a new connection to it is refused, or answered by another process";
      case MUTE -> "its machine takes a connection, and the process says nothing";
      case UNREACHABLE -> "no connection to it can be made";
      case ALIVE -> "the same process answers: it has given up or lost its place, and is alive";
    };
  }

  private void begin(Candidate candidate) {
    CoordinatorNode other = candidate.coordinator();
    InetSocketAddress address = addressOf(other.linkAddress());
    if (address == null) {
      return;
    }
    PeerWatch watch =
        new PeerWatch(
            new PeerMessage.Hello(self.id(), self.incarnation()),
            new PeerMessage.Hello(other.id(), other.incarnation()),
            address,
            tls,
            token,
            proof -> proven(candidate, proof));
    watched.put(candidate.path(), new Watched(other.id(), watch));
    Thread.ofVirtual().name("peer-" + other.id()).start(watch);
  }

  private void proven(Candidate candidate, String proof) {
    synchronized (this) {
      Watched watch = watched.get(candidate.path());
      if (watch == null) {
        return;
      }
      watch.proof = proof;
    }
    listener.peerSeen(new Input.PeerSeen(candidate.coordinator().id(), PeerReach.DEAD, proof));
    remove.accept(candidate, proof);
  }

  /** Whether the coordinator at this place has been proven dead. */
  public synchronized boolean isProvenDead(Candidate candidate) {
    Watched watch = watched.get(candidate.path());
    return watch != null && watch.proof != null;
  }

  private static InetSocketAddress addressOf(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return null;
    }
    try {
      return InetSocketAddress.createUnresolved(
          text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void beat() {
    PeerMessage.Beat beat = new PeerMessage.Beat(storeAnswers.getAsBoolean());
    Map<String, Watched> now;
    synchronized (this) {
      now = Map.copyOf(watched);
    }
    now.values().forEach(each -> each.watch.beat(beat));
  }

  @Override
  public synchronized void close() {
    beats.shutdownNow();
    watched.values().forEach(each -> each.watch.close());
    watched.clear();
  }
}
