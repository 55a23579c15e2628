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
 * attempt's process tree, so that what is left of it can be found from the folder alone.
 */
public final class AttemptPlace {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptPlace.class);
  static final String ATTEMPTS = "attempts";
  private static final int LONGEST_TASK_IN_NAME = 40;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TreeRecord record;
  private final Path dir;

  private AttemptPlace(TreeRecord record, Path dir) {
    this.record = record;
    this.dir = dir;
  }

  /**
   * Makes the folders and the record, before any process is started.
   *
   * @throws IOException if the data directory can't be written, e.g. because the disk is full
   */
  public static AttemptPlace create(Path dataDir, Incarnation incarnation, AttemptId attempt)
      throws IOException {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String marker = HexFormat.of().formatHex(random);
    Path dir = dataDir.toAbsolutePath().resolve(ATTEMPTS).resolve(folderName(attempt, marker));
    TreeRecord record = TreeRecord.of(incarnation, attempt, marker);
    AttemptPlace place = new AttemptPlace(record, dir);
    Files.createDirectories(place.work());
    Files.createDirectories(place.artifacts());
    record.write(dir);
    return place;
  }

  /** Completes the record. Not needed to find the tree, so a failure is only logged. */
  void recordGuard(long guardPid) {
    try {
      record.withGuard(guardPid).write(dir);
    } catch (IOException e) {
      LOG.warn("The guard of attempt {} could not be recorded: {}", attempt(), e.toString());
    }
  }

  public AttemptId attempt() {
    return record.attempt();
  }

  /** The guard's own folder; a task has no business here. */
  public Path dir() {
    return dir;
  }

  /** The task's working directory. */
  public Path work() {
    return dir.resolve("work");
  }

  /** Files left here become artifacts. */
  public Path artifacts() {
    return dir.resolve("artifacts");
  }

  /** In the environment of each process of the tree; no other attempt anywhere has it. */
  public String marker() {
    return record.marker();
  }

  /** Removes the folder with all that is in it. */
  public void delete() throws IOException {
    FolderRemoval.remove(dir);
  }

  /** Only ASCII, whatever the task's name: a file system may know no more. */
  private static String folderName(AttemptId attempt, String marker) {
    String task = attempt.task().replaceAll("[^A-Za-z0-9_-]", "_");
    String shortened = task.substring(0, Math.min(task.length(), LONGEST_TASK_IN_NAME));
    return attempt.run() + "-" + shortened + "-" + attempt.number() + "-" + marker;
  }
}
