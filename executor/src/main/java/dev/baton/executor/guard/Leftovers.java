package dev.baton.executor.guard;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier incarnations left in a data directory: process trees, guards, folders. Their guards
 * have ended the trees when those incarnations died; here that is checked, and what is left is
 * killed. Only for an incarnation that holds the lock of the data directory.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** How long guards, where there are any, may finish by themselves before they are killed too. */
  private static final long GUARDS_FINISH_MS = 2_000;

  /** How long a killed process may take to be gone; disk waits can hold one up. */
  private static final long KILLED_GONE_MS = 10_000;

  private static final long PAUSE_MS = 20;

  private Leftovers() {}

  /** One attempt of an earlier incarnation. */
  public record Tree(Incarnation incarnation, AttemptId attempt) {}

  /** An attempt whose processes may still run somewhere. */
  public record Unproven(Tree tree, String reason) {}

  /**
   * @param gone attempts of which no process is left; this is proof
   * @param unproven the others
   */
  public record Report(List<Tree> gone, List<Unproven> unproven) {
    public Report {
      gone = List.copyOf(gone);
      unproven = List.copyOf(unproven);
    }

    /** Earlier incarnations of which something was found and nothing is left. */
    public List<Incarnation> endedIncarnations() {
      Set<Incarnation> ended = new TreeSet<>();
      gone.forEach(tree -> ended.add(tree.incarnation()));
      unproven.forEach(each -> ended.remove(each.tree().incarnation()));
      return List.copyOf(ended);
    }
  }

  /**
   * Ends what is left and removes the folders of what is gone. May take some seconds where
   * something has to be killed.
   *
   * @throws IOException if the data directory or {@code /proc} can't be read
   */
  public static Report endAll(Path dataDir) throws IOException, InterruptedException {
    Path attempts = dataDir.resolve(AttemptPlace.ATTEMPTS);
    if (!Files.isDirectory(attempts)) {
      return new Report(List.of(), List.of());
    }
    Map<String, Path> folders = foldersByMarker(attempts);
    Set<String> alive = Guards.builtForThisSystem() ? endTrees(folders.keySet()) : Set.of();
    List<Tree> gone = new ArrayList<>();
    List<Unproven> unproven = new ArrayList<>();
    for (Map.Entry<String, Path> folder : folders.entrySet()) {
      judge(folder.getValue(), alive.contains(folder.getKey()), gone, unproven);
    }
    return new Report(gone, unproven);
  }

  private static void judge(Path folder, boolean alive, List<Tree> gone, List<Unproven> unproven)
      throws IOException {
    Optional<TreeRecord> record = recordOf(folder);
    if (record.isEmpty()) {
      // The record comes before any process, so there was none; or the disk has lost it in a crash
      // of the machine. Its name alone was enough to look for it.
      if (!alive) {
        FolderRemoval.remove(folder);
      }
      return;
    }
    Tree tree = new Tree(record.get().incarnation(), record.get().attempt());
    if (alive) {
      unproven.add(new Unproven(tree, "processes of it could not be killed"));
    } else if (outOfSight(record.get(), folder)) {
      unproven.add(
          new Unproven(tree, "it ran in another container, which can't be seen from here"));
      FolderRemoval.remove(folder);
    } else {
      gone.add(tree);
      FolderRemoval.remove(folder);
    }
  }

  /** Whether its processes might live where this process can't see them. */
  private static boolean outOfSight(TreeRecord record, Path folder) {
    boolean guardSaysGone = Files.exists(folder.resolve("end"));
    boolean machineRestarted = !record.bootId().equals(ProcTable.bootId());
    boolean sameNamespace = record.pidNamespace().equals(ProcTable.pidNamespace());
    return !guardSaysGone && !machineRestarted && !sameNamespace;
  }

  /** The markers of which something could not be ended. */
  private static Set<String> endTrees(Set<String> markers)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int emptyLooks = 0;
    boolean killed = false;
    while (true) {
      List<ProcTable.Entry> left = TreeSweep.bearing(markers);
      emptyLooks = left.isEmpty() ? emptyLooks + 1 : 0;
      if (emptyLooks == 2) {
        return Set.of();
      }
      long waitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (waitedMs > GUARDS_FINISH_MS + KILLED_GONE_MS) {
        return markersOf(left, markers);
      }
      if (waitedMs > GUARDS_FINISH_MS || left.stream().noneMatch(TreeSweep::isGuard)) {
        if (!killed && !left.isEmpty()) {
          LOG.warn("Killing {} processes of an earlier incarnation's tasks", left.size());
          killed = true;
        }
        TreeSweep.kill(left);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
  }

  private static Set<String> markersOf(List<ProcTable.Entry> left, Set<String> markers) {
    Set<String> found = new TreeSet<>();
    left.forEach(entry -> TreeSweep.markerOf(entry, markers).ifPresent(found::add));
    return found;
  }

  private static Map<String, Path> foldersByMarker(Path attempts) throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(attempts)) {
      for (Path folder : stream) {
        String name = folder.getFileName().toString();
        folders.put(name.substring(name.lastIndexOf('-') + 1), folder);
      }
    }
    return folders;
  }

  private static Optional<TreeRecord> recordOf(Path folder) {
    try {
      return Optional.of(TreeRecord.read(folder));
    } catch (IOException e) {
      LOG.warn("No record of an attempt in {}: {}", folder, e.toString());
      return Optional.empty();
    }
  }
}
