package dev.baton.executor.guard;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a way of guarding on a small tree: it must start, take a request to end, tell the exit
 * code, and leave nothing of a child that has left the session. Permissions, containers and old
 * tools decide this, so it is tried and not guessed. Takes some 50 ms each.
 */
final class GuardTrial {
  private static final Logger LOG = LoggerFactory.getLogger(GuardTrial.class);
  private static final long LIMIT_MS = 10_000;
  private static final int EXPECTED_CODE = 42;
  private static final String TREE =
      "(setsid sleep 600 >/dev/null 2>&1 &); trap 'exit 42' TERM; echo ready; sleep 600 & wait";

  private GuardTrial() {}

  static GuardMode choose(Path dataDir, GuardScripts scripts, GuardMode wanted) throws IOException {
    List<GuardMode> candidates = wanted == null ? List.of(GuardMode.values()) : List.of(wanted);
    Path trials = dataDir.resolve("guard").resolve("trial");
    StringBuilder reasons = new StringBuilder();
    for (GuardMode candidate : candidates) {
      String reason = whyNot(candidate, scripts, trials);
      if (reason.isEmpty()) {
        return candidate;
      }
      LOG.info("Guard mode '{}' does not work here: {}", candidate.word(), reason);
      reasons.append(' ').append(candidate.word()).append(": ").append(reason).append('.');
    }
    throw new IOException(
        "No guard for process tasks works here, so none can be run."
            + reasons
            + " It needs sh, setsid, unshare, sleep and grep on the PATH.");
  }

  /** Empty if it works. */
  private static String whyNot(GuardMode mode, GuardScripts scripts, Path trials)
      throws IOException {
    AttemptId attempt = new AttemptId(new RunId(1), "trial", 1);
    AttemptPlace place = AttemptPlace.create(trials, new Incarnation("trial"), attempt);
    try (ScheduledExecutorService watchdog =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory())) {
      watchdog.schedule(() -> sweep(place), LIMIT_MS, TimeUnit.MILLISECONDS);
      String reason = run(mode, scripts, place);
      watchdog.shutdownNow();
      return reason;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      FolderRemoval.remove(trials);
    }
  }

  private static String run(GuardMode mode, GuardScripts scripts, AttemptPlace place)
      throws IOException, InterruptedException {
    StartFile.write(place, List.of("sh", "-c", TREE), Map.of());
    GuardedTree tree;
    try {
      tree = GuardedTree.launch(mode, scripts, place, "-", 0);
    } catch (IOException e) {
      return "it can't be started: " + e.getMessage();
    }
    BufferedReader output =
        new BufferedReader(new InputStreamReader(tree.output(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    String line = output.readLine();
    if ("ready".equals(line)) {
      tree.end(LIMIT_MS);
    }
    while (line != null) {
      said.append(line).append(' ');
      line = output.readLine();
    }
    GuardEnd end = tree.awaitEnd();
    if (end.exitCode() == null || end.exitCode() != EXPECTED_CODE) {
      return (end.trouble().isEmpty() ? said + " " + end.why() : end.trouble()).strip();
    }
    boolean left = !TreeSweep.bearing(Set.of(place.marker())).isEmpty();
    return left ? "processes of a tree were left" : "";
  }

  private static void sweep(AttemptPlace place) {
    try {
      TreeSweep.endAll(place.marker());
    } catch (IOException | InterruptedException e) {
      LOG.warn("A trial of a guard could not be ended in {}", place.dir(), e);
    }
  }
}
