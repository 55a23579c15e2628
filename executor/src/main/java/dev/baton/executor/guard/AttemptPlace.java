package dev.baton.executor.guard;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one attempt under {@code attempts/} of the data directory: the guard's files, and
 * below it what the task sees ({@code work}, {@code artifacts}). Its name holds the marker of the
 * attempt's process tree, so that what is left of it can be found from the folder alone. An attempt
 * without processes may do without a folder: then it is made when it is first asked for.
 */
public final class AttemptPlace {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptPlace.class);
  static final String ATTEMPTS = "attempts";
  private static final String WORK = "work";
  private static final String ARTIFACTS = "artifacts";
  private static final int LONGEST_TASK_IN_NAME = 40;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path dataDir;
  private final Incarnation incarnation;
  private final AttemptId attempt;

  // Null until the folder is there. Guarded by this.
  private TreeRecord record;
  private Path dir;

  private AttemptPlace(Path dataDir, Incarnation incarnation, AttemptId attempt) {
    this.dataDir = dataDir;
    this.incarnation = incarnation;
    this.attempt = attempt;
  }

  /** Of an attempt that starts no process; nothing is made yet. */
  public static AttemptPlace planned(Path dataDir, Incarnation incarnation, AttemptId attempt) {
    return new AttemptPlace(dataDir, incarnation, attempt);
  }

  /**
   * Makes the folders and the record, before any process is started.
   *
   * @throws IOException if the data directory can't be written, e.g. because the disk is full
   */
  public static AttemptPlace create(Path dataDir, Incarnation incarnation, AttemptId attempt)
      throws IOException {
    AttemptPlace place = planned(dataDir, incarnation, attempt);
    place.make();
    return place;
  }

  /**
   * Makes the folders and the record, unless they are there.
   *
   * @throws IOException if the data directory can't be written
   */
  public synchronized void make() throws IOException {
    if (isMade()) {
      return;
    }
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String marker = HexFormat.of().formatHex(random);
    Path made = dataDir.toAbsolutePath().resolve(ATTEMPTS).resolve(folderName(attempt, marker));
    TreeRecord fresh = TreeRecord.of(incarnation, attempt, marker);
    Files.createDirectories(made.resolve(WORK));
    Files.createDirectories(made.resolve(ARTIFACTS));
    fresh.write(made);
    record = fresh;
    dir = made;
  }

  /** Whether the folder is there. */
  public synchronized boolean isMade() {
    return dir != null;
  }

  /** Completes the record. Not needed to find the tree, so a failure is only logged. */
  void recordGuard(long guardPid) {
    try {
      made().withGuard(guardPid).write(dir());
    } catch (IOException e) {
      LOG.warn("The guard of attempt {} could not be recorded: {}", attempt(), e.toString());
    }
  }

  public AttemptId attempt() {
    return attempt;
  }

  private synchronized TreeRecord made() {
    if (record == null) {
      throw new IllegalStateException("attempt " + attempt + " has no folder");
    }
    return record;
  }

  /** The guard's own folder; a task has no business here. */
  public synchronized Path dir() {
    made();
    return dir;
  }

  /** The task's working directory. */
  public Path work() {
    return dir().resolve(WORK);
  }

  /** Files left here become artifacts. */
  public Path artifacts() {
    return dir().resolve(ARTIFACTS);
  }

  /** In the environment of each process of the tree; no other attempt anywhere has it. */
  public String marker() {
    return made().marker();
  }

  /** Removes the folder with all that is in it, if there is one. */
  public void delete() throws IOException {
    if (isMade()) {
      FolderRemoval.remove(dir());
    }
  }

  @Override
  public synchronized String toString() {
    return dir == null ? "no folder of attempt " + attempt : dir.toString();
  }

  /** Only ASCII, whatever the task's name: a file system may know no more. */
  private static String folderName(AttemptId attempt, String marker) {
    String task = attempt.task().replaceAll("[^A-Za-z0-9_-]", "_");
    String shortened = task.substring(0, Math.min(task.length(), LONGEST_TASK_IN_NAME));
    return attempt.run() + "-" + shortened + "-" + attempt.number() + "-" + marker;
  }
}
