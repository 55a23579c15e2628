package dev.baton.executor.home;

import dev.baton.common.file.FileFault;
import dev.baton.common.id.Incarnation;
import dev.baton.executor.start.ExitCode;
import dev.baton.executor.start.HostName;
import dev.baton.executor.start.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A data directory that this process has locked. As long as it holds the lock no other process runs
 * attempts from here; the lock ends with the process, however it ends.
 */
public final class ExecutorHome implements AutoCloseable {
  /** Earlier process lives that are remembered, at most; the oldest are forgotten first. */
  public static final int MAX_INCARNATIONS = 32;

  private static final String LOCK = "executor.lock";
  private static final String PID = "executor.pid";
  private static final String HOME_ID = "home.id";
  private static final String INCARNATIONS = "incarnations";
  private static final String CLUSTER = "cluster";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final FileChannel lockFile;
  private final Incarnation incarnation;
  private final List<Incarnation> earlier;
  private final String fingerprint;
  private final ClusterMemory cluster;

  private ExecutorHome(Path directory, FileChannel lockFile) throws IOException {
    this.directory = directory;
    this.lockFile = lockFile;
    this.earlier = readIncarnations();
    this.incarnation = newIncarnation();
    this.fingerprint = fingerprint(readOrMakeId());
    this.cluster = readCluster();
  }

  /**
   * Makes the directory if needed and locks it. What this process life is called is written down
   * before anything else happens in its name.
   */
  public static ExecutorHome open(Path wanted) throws StartException {
    Path directory = wanted.toAbsolutePath().normalize();
    FileChannel lockFile = null;
    try {
      Files.createDirectories(directory);
      lockFile =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(lockFile, directory);
      ExecutorHome home = new ExecutorHome(directory.toRealPath(), lockFile);
      home.writeDown();
      return home;
    } catch (IOException | IllegalArgumentException e) {
      closeQuietly(lockFile);
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "The data directory "
              + directory
              + " cannot be used: "
              + (e instanceof IOException fault ? FileFault.reason(fault) : e.getMessage())
              + ". Nothing was started. Give this user the right to write there, or name another"
              + " directory with --data-dir.",
          e);
    } catch (StartException e) {
      closeQuietly(lockFile);
      throw e;
    }
  }

  private static void lock(FileChannel lockFile, Path directory)
      throws IOException, StartException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      List<String> holder = DurableFile.read(directory.resolve(PID));
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "The data directory "
              + directory
              + " is in use by another executor"
              + (holder.isEmpty() ? "" : ", process " + holder.getFirst())
              + ". Nothing was started. Stop that one, or name another directory with --data-dir"
              + " and another name with --name.");
    }
  }

  private void writeDown() throws IOException {
    List<String> lives = new ArrayList<>(earlier.stream().map(Incarnation::value).toList());
    lives.add(incarnation.value());
    DurableFile.write(
        directory.resolve(INCARNATIONS),
        lives.subList(Math.max(0, lives.size() - MAX_INCARNATIONS), lives.size()));
    DurableFile.write(
        directory.resolve(PID), List.of(Long.toString(ProcessHandle.current().pid())));
  }

  private List<Incarnation> readIncarnations() throws IOException {
    return DurableFile.read(directory.resolve(INCARNATIONS)).stream()
        .map(Incarnation::new)
        .toList();
  }

  private static Incarnation newIncarnation() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return new Incarnation(STAMP.format(Instant.now()) + "-" + HexFormat.of().formatHex(random));
  }

  private String readOrMakeId() throws IOException {
    Path path = directory.resolve(HOME_ID);
    List<String> lines = DurableFile.read(path);
    if (!lines.isEmpty()) {
      return lines.getFirst();
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    DurableFile.write(path, List.of(id));
    return id;
  }

  /** A copied directory has the same id, but another host or path. */
  private String fingerprint(String id) {
    try {
      String all = id + "\n" + HostName.get() + "\n" + directory;
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A copied or moved directory remembers the cluster, but no epoch: it is another home, and a
   * leader that hears its own epoch from a home to which it never spoke must think that its store
   * has gone back in time.
   */
  private ClusterMemory readCluster() throws IOException {
    List<String> lines = DurableFile.read(directory.resolve(CLUSTER));
    if (lines.size() < 3) {
      return ClusterMemory.NONE;
    }
    boolean here = lines.get(2).equals(fingerprint);
    return new ClusterMemory(lines.get(0), here ? Long.parseLong(lines.get(1)) : 0);
  }

  /** Keeps this for the next process life. */
  public void remember(ClusterMemory memory) throws IOException {
    DurableFile.write(
        directory.resolve(CLUSTER),
        List.of(memory.clusterId(), Long.toString(memory.highestEpoch()), fingerprint));
  }

  public Path directory() {
    return directory;
  }

  public Incarnation incarnation() {
    return incarnation;
  }

  /** Process lives that used this directory before, oldest first. */
  public List<Incarnation> earlier() {
    return earlier;
  }

  /** Tells this directory from every other, and from a copy of it. */
  public String fingerprint() {
    return fingerprint;
  }

  /** What was remembered when this process began. */
  public ClusterMemory cluster() {
    return cluster;
  }

  /** Gives the lock back; nothing may run from here any more. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(directory.resolve(PID));
    } catch (IOException e) {
      // The next process overwrites it.
    }
    closeQuietly(lockFile);
  }

  private static void closeQuietly(FileChannel lockFile) {
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
