package dev.baton.executor.journal;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.ExecutorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and artifacts that no coordinator has acknowledged, in files that survive the process. Safe
 * on every thread. A disk that does not take them never disturbs an attempt: what was dropped is
 * said by a mark in its log, and in ours.
 */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final long NANOS_PER_MS = 1_000_000L;

  private final Path directory;
  private final SpoolLimits limits;
  private final LongSupplier clock;

  // All below is guarded by this.
  private final Map<AttemptId, OpenLog> open = new LinkedHashMap<>();

  /** In the order in which they are served; the one that was served goes to the end. */
  private final Map<String, SpooledFile> files = new LinkedHashMap<>();

  private final Map<AttemptId, Integer> artifactsTaken = new LinkedHashMap<>();
  private long diskBytes;
  private long inFlightBytes;
  private boolean closed;

  private volatile Runnable changed = () -> {};

  private Spool(Path directory, SpoolLimits limits, LongSupplier clock) {
    this.directory = directory;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Opens the spool in that directory. Logs that an earlier process life did not complete get a
   * last chunk that says so.
   *
   * @param clock monotonic nanoseconds
   * @throws IOException if the directory cannot be read or written
   */
  public static Spool open(Path directory, SpoolLimits limits, LongSupplier clock)
      throws IOException {
    Files.createDirectories(directory);
    Spool spool = new Spool(directory, limits, clock);
    List<Path> found;
    try (Stream<Path> paths = Files.list(directory)) {
      found = paths.sorted().toList();
    }
    for (Path path : found) {
      spool.load(path);
    }
    return spool;
  }

  private synchronized void load(Path path) {
    String name = path.getFileName().toString();
    try {
      if (name.endsWith(SpooledLog.SUFFIX)) {
        SpooledLog log = SpooledLog.open(path);
        register(name, log);
        if (!log.complete()) {
          OpenLog rest = new OpenLog(new PlaceOf(log.attempt), limits, log);
          rest.mark("the executor's process ended here", clock.getAsLong());
          finish(log.attempt, rest);
        }
      } else if (name.endsWith(SpooledArtifact.SUFFIX)) {
        register(name, SpooledArtifact.open(path));
      }
    } catch (IOException e) {
      LOG.warn("What an earlier process left in {} cannot be shipped: {}", path, e.getMessage());
    }
  }

  /**
   * Is called, on any thread, when there is something new to send or to wait for. Must not wait for
   * anything.
   */
  public void onChange(Runnable listener) {
    changed = listener;
  }

  private void register(String name, SpooledFile file) {
    files.put(name, file);
    diskBytes += file.diskBytes();
  }

  // ---- what attempts leave

  /** The next bytes of an attempt's log. */
  public void output(AttemptId attempt, byte[] bytes) {
    synchronized (this) {
      if (!closed) {
        logOf(attempt).append(bytes, clock.getAsLong());
      }
    }
    changed.run();
  }

  /** Takes over a file that an attempt left; it need not be there afterwards. */
  public void artifact(AttemptId attempt, String name, Path file) {
    synchronized (this) {
      try {
        takeArtifact(attempt, name, file);
      } catch (IOException e) {
        LOG.warn("Artifact {} of attempt {} is not kept: {}", name, attempt, e.toString());
        logOf(attempt)
            .mark("artifact " + name + " was not kept: " + e.getMessage(), clock.getAsLong());
      }
    }
    changed.run();
  }

  private void takeArtifact(AttemptId attempt, String name, Path file) throws IOException {
    long sizeBytes = Files.size(file);
    if (sizeBytes > limits.artifactBytes()) {
      throw new IOException(
          "it has " + sizeBytes + " bytes, more than the " + limits.artifactBytes() + " allowed");
    }
    if (diskBytes + sizeBytes > limits.totalBytes()) {
      throw new IOException("too much waits for a coordinator already");
    }
    int number = artifactsTaken.merge(attempt, 1, Integer::sum);
    String fileName = stem(attempt) + "." + number + SpooledArtifact.SUFFIX;
    register(
        fileName,
        SpooledArtifact.take(
            attempt, name, file, directory.resolve(fileName), limits.chunkBytes()));
  }

  /**
   * The attempt is over: its log is complete.
   *
   * @return whether it has a log; an attempt that wrote nothing leaves nothing to ship
   */
  public boolean end(AttemptId attempt) {
    synchronized (this) {
      artifactsTaken.remove(attempt);
      OpenLog log = open.get(attempt);
      if (log == null) {
        return false;
      }
      if (!closed) {
        finish(attempt, log);
      }
    }
    changed.run();
    return true;
  }

  private OpenLog logOf(AttemptId attempt) {
    return open.computeIfAbsent(attempt, a -> new OpenLog(new PlaceOf(a), limits, null));
  }

  /** A log whose end the disk does not take stays open; {@link #cutDue} tries it again. */
  private void finish(AttemptId attempt, OpenLog log) {
    if (log.finish(clock.getAsLong())) {
      open.remove(attempt);
    } else {
      open.put(attempt, log);
    }
  }

  /** Where one attempt's log goes. */
  private final class PlaceOf implements OpenLog.Place {
    private final AttemptId attempt;

    PlaceOf(AttemptId attempt) {
      this.attempt = attempt;
    }

    @Override
    public SpooledLog create() throws IOException {
      String name = stem(attempt) + SpooledLog.SUFFIX;
      SpooledLog log = SpooledLog.create(attempt, directory.resolve(name));
      files.put(name, log);
      return log;
    }

    @Override
    public boolean hasRoom() {
      return diskBytes < limits.totalBytes();
    }

    @Override
    public void grown(long bytes) {
      diskBytes += bytes;
    }
  }

  /** A file name for any task name, however long. */
  private static String stem(AttemptId attempt) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(attempt.task().getBytes(StandardCharsets.UTF_8));
      String task = HexFormat.of().formatHex(hash, 0, 8);
      return attempt.run() + "-" + attempt.number() + "-" + task;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  // ---- what is sent

  /** Cuts a chunk of all output that has waited long enough. */
  public synchronized void cutDue() {
    long nowNanos = clock.getAsLong();
    for (Map.Entry<AttemptId, OpenLog> entry : new ArrayList<>(open.entrySet())) {
      OpenLog log = entry.getValue();
      if (log.isEnding()) {
        finish(entry.getKey(), log);
      } else if (log.waitedNanos(nowNanos) >= limits.chunkMillis() * NANOS_PER_MS) {
        log.cut();
      }
    }
  }

  /** Whether something waits for {@link #cutDue}. */
  public synchronized boolean hasUncut() {
    return open.values().stream().anyMatch(OpenLog::hasUncut);
  }

  /** A new link: everything that is not acknowledged is sent again. */
  public synchronized void rewind() {
    files.values().forEach(SpooledFile::rewind);
    inFlightBytes = 0;
  }

  /** The next chunk to send, from each log and artifact in turn; empty if there is none. */
  public synchronized Optional<ExecutorMessage> next() {
    Iterator<Map.Entry<String, SpooledFile>> all = files.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, SpooledFile> entry = all.next();
      SpooledFile file = entry.getValue();
      if (file.hasUnsent()) {
        all.remove();
        files.put(entry.getKey(), file);
        return read(entry.getKey(), file);
      }
    }
    return Optional.empty();
  }

  private Optional<ExecutorMessage> read(String name, SpooledFile file) {
    int number = file.takeUnsent();
    try {
      ExecutorMessage message = file.read(number);
      inFlightBytes += file.chunkBytes(number);
      return Optional.of(message);
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be read; the next start tries it again: {}",
          directory.resolve(name),
          e.toString());
      files.remove(name);
      return Optional.empty();
    }
  }

  /** Bytes sent and not acknowledged. */
  public synchronized long inFlightBytes() {
    return inFlightBytes;
  }

  /** Chunks that are not acknowledged, output that waits for its chunk counted as one. */
  public synchronized int pending() {
    long chunks = open.values().stream().filter(OpenLog::hasUncut).count();
    for (SpooledFile file : files.values()) {
      chunks += file.unacknowledged();
    }
    return (int) Math.min(Integer.MAX_VALUE, chunks);
  }

  public synchronized void logAccepted(AttemptId attempt, int number) {
    accepted(stem(attempt) + SpooledLog.SUFFIX, number);
  }

  public synchronized void artifactAccepted(AttemptId attempt, String artifact, int number) {
    for (Map.Entry<String, SpooledFile> entry : new ArrayList<>(files.entrySet())) {
      if (entry.getValue() instanceof SpooledArtifact kept
          && kept.attempt.equals(attempt)
          && kept.name.equals(artifact)) {
        accepted(entry.getKey(), number);
      }
    }
  }

  private void accepted(String name, int number) {
    SpooledFile file = files.get(name);
    if (file == null) {
      return;
    }
    inFlightBytes = Math.max(0, inFlightBytes - file.acknowledge(number));
    if (file.done()) {
      remove(name, file);
    }
    changed.run();
  }

  private void remove(String name, SpooledFile file) {
    files.remove(name);
    diskBytes -= file.diskBytes();
    try {
      file.delete();
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", directory.resolve(name), e.toString());
    }
  }

  /** Leaves what is not acknowledged on disk for the next process life. */
  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(OpenLog::cut);
    for (SpooledFile file : files.values()) {
      if (file instanceof SpooledLog log) {
        try {
          log.close();
        } catch (IOException e) {
          LOG.warn("A log could not be closed: {}", e.toString());
        }
      }
    }
  }
}
