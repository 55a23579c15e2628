package dev.baton.executor.guard;

import dev.baton.common.time.BootClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts process trees under guards. One for each incarnation; safe on every thread. Built for
 * Linux: {@link #open} throws elsewhere, because a task that nobody ends would break the promise.
 */
public final class Guards implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);

  private final GuardMode mode;
  private final GuardScripts scripts;
  private final LeaseFile leaseFile;
  private long leaseUntilNanos;

  private Guards(GuardMode mode, GuardScripts scripts, LeaseFile leaseFile) {
    this.mode = mode;
    this.scripts = scripts;
    this.leaseFile = leaseFile;
  }

  /** Whether guards are built for this operating system. */
  public static boolean builtForThisSystem() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  /**
   * Finds out, by trying, which way of guarding works here.
   *
   * @param wanted the one way to use, or null for the best that works
   * @throws IOException if none works, with a message for the user
   */
  public static Guards open(Path dataDir, GuardMode wanted) throws IOException {
    if (!builtForThisSystem()) {
      throw new IOException(
          "Guards for process tasks are not built for "
              + System.getProperty("os.name")
              + ", only for Linux. Run shell, command, script and forked java tasks on a Linux"
              + " executor; http and in-process java tasks run here.");
    }
    GuardScripts scripts = GuardScripts.install(dataDir);
    GuardMode mode = GuardTrial.choose(dataDir, scripts, wanted);
    LOG.info("Guard mode '{}': {}", mode.word(), mode.description());
    return new Guards(mode, scripts, LeaseFile.create(dataDir));
  }

  public GuardMode mode() {
    return mode;
  }

  /**
   * Sets the deadline of all leased trees, those that run and those to come.
   *
   * @param untilNanos of {@link BootClock}
   * @throws IOException if it could not be written; then the old deadline holds
   */
  public synchronized void leaseUntil(long untilNanos) throws IOException {
    leaseFile.write(untilNanos);
    leaseUntilNanos = untilNanos;
  }

  /**
   * Starts {@code argv} in the attempt's working directory.
   *
   * @param environment added to what this process has, less its secrets
   * @param leased whether the tree ends with the lease
   * @throws IOException if no guard could be started
   */
  public GuardedTree start(
      AttemptPlace place, List<String> argv, Map<String, String> environment, boolean leased)
      throws IOException {
    StartFile.write(place, argv, environment);
    long deadline;
    synchronized (this) {
      deadline = LeaseFile.hundredths(leaseUntilNanos);
    }
    String lease = leased ? leaseFile.path().toString() : "-";
    return GuardedTree.launch(mode, scripts, place, lease, deadline);
  }

  @Override
  public void close() {
    try {
      leaseFile.close();
    } catch (IOException e) {
      LOG.warn("The lease file {} could not be removed: {}", leaseFile.path(), e.toString());
    }
  }
}
