package dev.baton.coordinator.election;

import static dev.baton.common.cluster.ClusterPaths.ELECTION;

import dev.baton.common.cluster.CoordinatorNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads who stands in the election, in order. One reading at a time. */
final class CandidateReader {
  private static final Logger log = LoggerFactory.getLogger(CandidateReader.class);
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingInt(Candidate::sequence).thenComparing(Candidate::path);

  private final CuratorFramework client;

  /** What never changes about a node: all of it. */
  private final Map<String, Candidate> known = new ConcurrentHashMap<>();

  CandidateReader(CuratorFramework client) {
    this.client = client;
  }

  /**
   * The candidates, first one first; empty if ZooKeeper did not answer. The watcher hears of the
   * next change.
   */
  CompletableFuture<Optional<List<Candidate>>> read(CuratorWatcher watcher) {
    return Zk.ask(callback ->
            client.getChildren().usingWatcher(watcher).inBackground(callback).forPath(ELECTION))
        .thenCompose(this::withDetails);
  }

  private CompletableFuture<Optional<List<Candidate>>> withDetails(CuratorEvent listed) {
    if (Zk.code(listed) == Code.NONODE) {
      return makeParent();
    }
    if (Zk.code(listed) != Code.OK) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Map<String, CompletableFuture<CuratorEvent>> unknown = new HashMap<>();
    List<String> paths = new ArrayList<>();
    for (String name : listed.getChildren()) {
      String path = ELECTION + "/" + name;
      paths.add(path);
      if (!known.containsKey(path)) {
        unknown.put(
            path, Zk.ask(callback -> client.getData().inBackground(callback).forPath(path)));
      }
    }
    known.keySet().retainAll(paths);
    return CompletableFuture.allOf(unknown.values().toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> inOrder(paths, unknown));
  }

  /**
   * Nobody stands, and there is not even the place to stand; the next reading will have a watch.
   */
  private CompletableFuture<Optional<List<Candidate>>> makeParent() {
    return Zk.ask(callback ->
            client
                .create()
                .creatingParentsIfNeeded()
                .inBackground(callback)
                .forPath(ELECTION, new byte[0]))
        .thenApply(made -> Optional.empty());
  }

  private Optional<List<Candidate>> inOrder(
      List<String> paths, Map<String, CompletableFuture<CuratorEvent>> details) {
    List<Candidate> candidates = new ArrayList<>();
    for (String path : paths) {
      Candidate candidate = known.get(path);
      if (candidate == null) {
        CuratorEvent read = details.get(path).join();
        if (Zk.code(read) == Code.NONODE) {
          continue;
        }
        if (Zk.code(read) != Code.OK) {
          return Optional.empty();
        }
        candidate = candidate(path, read);
        known.put(path, candidate);
      }
      candidates.add(candidate);
    }
    candidates.sort(ORDER);
    return Optional.of(candidates);
  }

  private static Candidate candidate(String path, CuratorEvent read) {
    CoordinatorNode coordinator;
    try {
      coordinator = CoordinatorNode.parse(read.getData());
    } catch (IllegalArgumentException e) {
      // It still takes a place: whoever made it may know better than this version.
      log.warn("The election node {} is not of a coordinator of this version", path);
      coordinator = new CoordinatorNode("", "", "", "");
    }
    return new Candidate(
        path, Candidate.sequenceOf(path), read.getStat().getEphemeralOwner(), coordinator);
  }
}
