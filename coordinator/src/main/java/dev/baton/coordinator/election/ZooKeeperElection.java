package dev.baton.coordinator.election;

import static dev.baton.common.cluster.ClusterPaths.ELECTION;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionChanged;
import dev.baton.coordinator.core.Input.ElectionNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The election. What we wish (to stand or not) is held against what ZooKeeper lists, on every
 * change and every two seconds; whatever goes wrong between is put right by the next look. A lost
 * connection changes nothing: only a list without our node does.
 */
public final class ZooKeeperElection implements ElectionPort, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ZooKeeperElection.class);
  private static final long LOOK_EVERY_MS = 2_000;
  private static final long LOOK_AGAIN_MS = 100;
  private static final long CLOSE_LIMIT_MS = 1_000;

  private final CuratorFramework client;
  private final CoordinatorNode self;
  private final Consumer<Input> inputs;
  private final Consumer<Standing> listener;
  private final CandidateReader reader;
  private final LeaderAnnouncer announcer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("election").daemon().factory());
  private final CuratorWatcher watcher = event -> post(this::look);

  private boolean standing;
  private boolean creating;
  private Candidate own;
  private ElectionChanged said = new ElectionChanged(null, false);

  /** Whether what an earlier life of ours has left behind has been looked for. */
  private boolean leftoversRemoved;

  /** Our nodes that we have given up and that may still be listed. */
  private final Set<String> withdrawn = new HashSet<>();

  private boolean looking;
  private boolean lookAgain;

  /**
   * Who stands, as last read.
   *
   * @param candidates first one first
   * @param own our own among them; null while we have none
   */
  public record Standing(List<Candidate> candidates, Candidate own) {}

  /**
   * @param self what is written about this coordinator
   * @param inputs takes what the core should know; must not block
   * @param listener takes each new list of candidates; must not block
   */
  public ZooKeeperElection(
      CuratorFramework client,
      CoordinatorNode self,
      Consumer<Input> inputs,
      Consumer<Standing> listener) {
    this.client = client;
    this.self = self;
    this.inputs = inputs;
    this.listener = listener;
    this.reader = new CandidateReader(client);
    this.announcer = new LeaderAnnouncer(client, self);
  }

  public void start() {
    client
        .getConnectionStateListenable()
        .addListener((c, state) -> {
          log.info("ZooKeeper connection: {}", state);
          if (state == ConnectionState.CONNECTED || state == ConnectionState.RECONNECTED) {
            post(this::look);
          }
        });
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stand() {
    post(() -> {
      standing = true;
      if (own == null) {
        create();
      }
    });
  }

  @Override
  public void withdraw(ElectionNode node, String reason) {
    post(() -> {
      log.info("Giving up the place {} in the election: {}", node.path(), reason);
      giveUp(node.path());
    });
  }

  @Override
  public CompletionStage<Confirmation> confirm(ElectionNode node) {
    CompletableFuture<Confirmation> answer = new CompletableFuture<>();
    post(() ->
        confirmation(node).exceptionally(e -> Confirmation.UNKNOWN).thenAccept(answer::complete));
    return answer;
  }

  @Override
  public void announce(long epoch) {
    post(() -> {
      announcer.wish(epoch);
      announcer.write(own);
    });
  }

  @Override
  public void stopAnnouncing() {
    post(announcer::stop);
  }

  /** Removes the place of a coordinator that is proven dead; that very node and no other. */
  public void remove(Candidate dead, String proof) {
    log.info(
        "Removing the place {} of {} in the election: {}",
        dead.path(),
        dead.coordinator().id(),
        proof);
    delete(dead.path());
  }

  private void create() {
    if (creating) {
      return;
    }
    creating = true;
    Zk.ask(callback ->
            client
                .create()
                .creatingParentsIfNeeded()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .inBackground(callback)
                .forPath(ELECTION + "/" + self.incarnation() + "-", self.toBytes()))
        .whenComplete((event, error) -> post(() -> created(event, error)));
  }

  private void created(CuratorEvent event, Throwable error) {
    creating = false;
    if (error == null && Zk.code(event) == Code.OK) {
      look();
    } else {
      // It may be there all the same: the next look will tell, and create if not.
      log.info("Could not take a place: {}", error == null ? Zk.code(event) : error.toString());
      thread.schedule(this::look, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void giveUp(String path) {
    standing = false;
    withdrawn.add(path);
    if (own != null && own.path().equals(path)) {
      own = null;
      said = new ElectionChanged(null, false);
    }
    delete(path);
  }

  /** Curator repeats a guaranteed delete until it is answered; if not, our next look does. */
  private void delete(String path) {
    Zk.ask(callback -> client.delete().guaranteed().inBackground(callback).forPath(path));
  }

  private void look() {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    reader
        .read(watcher)
        .exceptionally(e -> Optional.empty())
        .thenAccept(candidates -> post(() -> looked(candidates)));
  }

  private void looked(Optional<List<Candidate>> candidates) {
    looking = false;
    candidates.ifPresent(this::compare);
    if (lookAgain) {
      lookAgain = false;
      look();
    } else if (candidates.isEmpty()) {
      thread.schedule(this::look, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** Our wish against the list: the one place where something follows from either. */
  private void compare(List<Candidate> candidates) {
    removeLeftovers(candidates);
    withdrawn.retainAll(candidates.stream().map(Candidate::path).toList());
    Candidate before = own;
    own = null;
    for (Candidate candidate : candidates) {
      if (candidate.coordinator().incarnation().equals(self.incarnation())) {
        boolean keep =
            standing
                && own == null
                && !withdrawn.contains(candidate.path())
                && (before == null || before.path().equals(candidate.path()));
        if (keep) {
          own = candidate;
        } else {
          delete(candidate.path());
        }
      }
    }
    if (before != null && own == null) {
      log.warn("Our place {} in the election is gone", before.path());
      standing = false;
    }
    say(candidates);
    listener.accept(new Standing(candidates, own));
    announcer.write(own);
    if (standing && own == null) {
      create();
    }
  }

  /**
   * After a quick restart the place of our life before is still listed, until its session ends. We
   * listen where it listened, so it is gone.
   */
  private void removeLeftovers(List<Candidate> candidates) {
    if (leftoversRemoved) {
      return;
    }
    leftoversRemoved = true;
    for (Candidate candidate : candidates) {
      if (self.isNextLifeOf(candidate.coordinator())) {
        remove(candidate, "it is of a former process of this coordinator");
      }
    }
  }

  private void say(List<Candidate> candidates) {
    ElectionChanged now =
        own == null
            ? new ElectionChanged(null, false)
            : new ElectionChanged(own.node(), candidates.getFirst().equals(own));
    if (!now.equals(said)) {
      said = now;
      log.info(
          own == null
              ? "No place in the election"
              : now.first() ? "First in the election" : "In the election behind others");
      inputs.accept(now);
    }
  }

  /**
   * Whether this node of ours is there and first. The question starts with a write, which a
   * majority has to take: ZooKeeper's own sync can be answered by a server that has been voted out
   * and does not know.
   */
  private CompletableFuture<Confirmation> confirmation(ElectionNode node) {
    return Zk.ask(callback ->
            client.setData().inBackground(callback).forPath(node.path(), self.toBytes()))
        .thenCompose(written -> {
          if (Zk.code(written) == Code.NONODE) {
            post(this::look);
            return CompletableFuture.completedFuture(Confirmation.NOT_FIRST);
          }
          if (Zk.code(written) != Code.OK) {
            return CompletableFuture.completedFuture(Confirmation.UNKNOWN);
          }
          return Zk.ask(callback -> client.getChildren().inBackground(callback).forPath(ELECTION))
              .thenApply(listed -> isFirst(node, listed));
        });
  }

  private static Confirmation isFirst(ElectionNode node, CuratorEvent listed) {
    if (Zk.code(listed) != Code.OK) {
      return Confirmation.UNKNOWN;
    }
    String own = node.path().substring(ELECTION.length() + 1);
    int sequence = Candidate.sequenceOf(own);
    boolean first =
        listed.getChildren().contains(own)
            && listed.getChildren().stream().allMatch(it -> Candidate.sequenceOf(it) >= sequence);
    return first ? Confirmation.FIRST : Confirmation.NOT_FIRST;
  }

  private void post(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("The election is closed");
    }
  }

  /** Gives up the place, so that another can lead at once, and waits for that a moment. */
  @Override
  public void close() {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    post(() -> {
      standing = false;
      announcer.stop();
      if (own == null) {
        gone.complete(null);
        return;
      }
      String path = own.path();
      Zk.ask(callback -> client.delete().inBackground(callback).forPath(path))
          .whenComplete((event, error) -> gone.complete(null));
    });
    try {
      gone.completeOnTimeout(null, CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS).join();
    } finally {
      thread.shutdownNow();
    }
  }
}
