package dev.baton.executor.journal;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.OutcomesAccepted;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that no coordinator has acknowledged, in a file that survives the process. Its thread
 * writes all that has gathered in one go and forces it to disk once. When the disk does not take
 * it, the outcomes stay in memory and are tried again, into a new file: what an earlier attempt to
 * force them has left in the old one cannot be known.
 *
 * <p>Methods never wait for the disk; those that are called from any thread are safe.
 */
public final class OutcomeJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeJournal.class);
  private static final String MAGIC = "BATONOJ1";
  private static final String FILE = "outcomes.journal";
  private static final byte OUTCOME = 1;
  private static final byte FORGOTTEN = 2;

  /** A file of that size that holds mostly forgotten outcomes is written anew. */
  static final long COMPACT_BYTES = 4 * 1024 * 1024;

  /** By how much the file grows at a time. */
  private static final int GROW_BYTES = 1024 * 1024;

  /** Forgotten outcomes that wait for the next one to be written, at most. */
  static final int MAX_FORGOTTEN_WAITING = 1_000;

  private static final long RETRY_MS = 1_000;

  private final Path path;
  private final Disk disk;
  private final Consumer<AttemptId> journalled;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  // Guarded by this.
  private Map<AttemptId, AttemptOutcome> toWrite = new LinkedHashMap<>();
  private Set<AttemptId> toForget = new LinkedHashSet<>();

  // Of the thread alone, once it runs.
  private final Map<AttemptId, AttemptOutcome> found = new LinkedHashMap<>();
  private final Map<AttemptId, byte[]> records = new LinkedHashMap<>();
  private long recordsBytes;
  private RecordFile file;

  /** Written by the thread alone. */
  private volatile boolean failing;

  /** What writes; a test puts a disk there that is full. */
  interface Disk {
    void write(RecordFile file, List<byte[]> records) throws IOException;
  }

  private OutcomeJournal(Path path, Disk disk, Consumer<AttemptId> journalled) {
    this.path = path;
    this.disk = disk;
    this.journalled = journalled;
    this.thread = Thread.ofPlatform().name("baton-journal").daemon().unstarted(this::work);
  }

  /**
   * Opens the journal in that directory, or starts one. Call {@link #begin} before adding.
   *
   * @param journalled is told of each outcome that has become durable, on the journal's thread
   * @throws IOException if it cannot be read or written, with a message for the user
   */
  public static OutcomeJournal open(Path directory, Consumer<AttemptId> journalled)
      throws IOException {
    return open(directory, RecordFile::append, journalled);
  }

  static OutcomeJournal open(Path directory, Disk disk, Consumer<AttemptId> journalled)
      throws IOException {
    Files.createDirectories(directory);
    OutcomeJournal journal = new OutcomeJournal(directory.resolve(FILE), disk, journalled);
    journal.load();
    return journal;
  }

  private void load() throws IOException {
    if (!Files.exists(path) || Files.size(path) < RecordFile.MAGIC_BYTES) {
      file = RecordFile.create(path, MAGIC);
      file.growAhead(GROW_BYTES);
      file.force();
      forceDirectory();
      return;
    }
    file = RecordFile.open(path, MAGIC, (position, bytes) -> replay(bytes));
    file.growAhead(GROW_BYTES);
    if (file.cutBytes() > 0) {
      LOG.warn(
          "The outcome journal {} ended with {} bytes of an unfinished record, as a crash leaves"
              + " them; they were cut off",
          path,
          file.cutBytes());
    }
  }

  private void replay(byte[] record) {
    byte[] message = Arrays.copyOfRange(record, 1, record.length);
    try {
      if (record[0] == OUTCOME && WireCodec.decodeExecutorMessage(message) instanceof Ended ended) {
        keep(ended.outcome().attempt(), record);
        found.put(ended.outcome().attempt(), ended.outcome());
      } else if (record[0] == FORGOTTEN
          && WireCodec.decodeCoordinatorMessage(message) instanceof OutcomesAccepted accepted) {
        drop(accepted.attempts());
        accepted.attempts().forEach(found::remove);
      } else {
        LOG.warn("A record of an unknown kind in {} is skipped", path);
      }
    } catch (WireFormatException e) {
      LOG.warn("A record in {} cannot be read and is skipped: {}", path, e.getMessage());
    }
  }

  private void keep(AttemptId attempt, byte[] record) {
    byte[] before = records.put(attempt, record);
    recordsBytes += record.length - (before == null ? 0 : before.length);
  }

  private void drop(Collection<AttemptId> attempts) {
    for (AttemptId attempt : attempts) {
      byte[] before = records.remove(attempt);
      recordsBytes -= before == null ? 0 : before.length;
    }
  }

  /** Outcomes that were there when the journal was opened. */
  public List<AttemptOutcome> outcomes() {
    return List.copyOf(found.values());
  }

  /**
   * Starts the writing.
   *
   * @param broken is told, on the journal's thread, of a failure after which nothing is written any
   *     more
   */
  public void begin(Consumer<Throwable> broken) {
    thread.setUncaughtExceptionHandler((t, failure) -> broken.accept(failure));
    thread.start();
  }

  /** Whether the disk does not take outcomes now. For any thread. */
  public boolean isFailing() {
    return failing;
  }

  /** Writes it down; {@code journalled} is told once it is durable. */
  public synchronized void add(AttemptOutcome outcome) {
    toWrite.put(outcome.attempt(), outcome);
    notifyAll();
  }

  /**
   * A coordinator has them. Need not be durable, for what is said twice is acknowledged twice; so
   * it is written with the next outcome.
   */
  public synchronized void forget(Collection<AttemptId> attempts) {
    toForget.addAll(attempts);
    if (toForget.size() >= MAX_FORGOTTEN_WAITING) {
      notifyAll();
    }
  }

  /** Writes what is left, waiting at most two seconds for the disk. */
  @Override
  public void close() {
    synchronized (this) {
      closing.countDown();
      notifyAll();
    }
    try {
      thread.join(2 * RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- the thread

  private void work() {
    try {
      while (writeNext()) {}
    } catch (InterruptedException e) {
      LOG.error("The journal's thread was interrupted; outcomes are no longer written");
    } finally {
      closeQuietly(file);
    }
  }

  /** Returns false when all is done. */
  private boolean writeNext() throws InterruptedException {
    Map<AttemptId, AttemptOutcome> outcomes;
    Set<AttemptId> forgotten;
    synchronized (this) {
      while (toWrite.isEmpty()
          && toForget.size() < MAX_FORGOTTEN_WAITING
          && closing.getCount() > 0) {
        wait();
      }
      if (toWrite.isEmpty() && toForget.isEmpty()) {
        return false;
      }
      outcomes = toWrite;
      forgotten = toForget;
      toWrite = new LinkedHashMap<>();
      toForget = new LinkedHashSet<>();
    }
    drop(forgotten);
    Map<AttemptId, byte[]> fresh = new LinkedHashMap<>();
    outcomes.forEach((attempt, outcome) -> fresh.put(attempt, record(outcome)));
    while (!write(fresh, forgotten)) {
      if (closing.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
        LOG.error("{} outcomes were not written to the journal before the end", fresh.size());
        return false;
      }
    }
    outcomes.keySet().forEach(journalled);
    return true;
  }

  private boolean write(Map<AttemptId, byte[]> fresh, Set<AttemptId> forgotten) {
    try {
      fresh.forEach(this::keep);
      if (failing || (file.sizeBytes() > COMPACT_BYTES && recordsBytes < file.sizeBytes() / 2)) {
        writeAnew();
      } else {
        append(fresh, forgotten);
      }
      if (failing) {
        failing = false;
        LOG.info("The outcome journal {} is written again", path);
      }
      return true;
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        LOG.error(
            "The outcome journal {} cannot be written ({}). Outcomes are kept in memory and tried"
                + " again every second; no coordinator hears of them before. Free some room on"
                + " that disk.",
            path,
            e.toString());
      }
      return false;
    }
  }

  private void append(Map<AttemptId, byte[]> fresh, Set<AttemptId> forgotten) throws IOException {
    List<byte[]> batch = new ArrayList<>(fresh.values());
    if (!forgotten.isEmpty()) {
      batch.add(record(List.copyOf(forgotten)));
    }
    disk.write(file, batch);
    if (!fresh.isEmpty()) {
      file.force();
    }
  }

  private void writeAnew() throws IOException {
    Path next = path.resolveSibling(FILE + ".new");
    RecordFile anew = RecordFile.create(next, MAGIC);
    anew.growAhead(GROW_BYTES);
    try {
      for (byte[] record : records.values()) {
        disk.write(anew, List.of(record));
      }
      anew.force();
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory();
    } catch (IOException e) {
      closeQuietly(anew);
      throw e;
    }
    closeQuietly(file);
    file = anew;
  }

  /** So that the file's name, too, survives a loss of power. */
  private void forceDirectory() throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows opens no directories, and writes their entries through.
    }
    try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static void closeQuietly(RecordFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("The outcome journal could not be closed: {}", e.toString());
    }
  }

  // ---- records

  private static byte[] record(AttemptOutcome outcome) {
    try {
      return record(OUTCOME, WireCodec.encode(new Ended(outcome)));
    } catch (WireFormatException e) {
      throw new IllegalStateException("an outcome longer than any message", e);
    }
  }

  private static byte[] record(List<AttemptId> forgotten) {
    try {
      return record(FORGOTTEN, WireCodec.encode(new OutcomesAccepted(0, forgotten)));
    } catch (WireFormatException e) {
      throw new IllegalStateException("too many outcomes forgotten at once", e);
    }
  }

  private static byte[] record(byte kind, byte[] message) {
    return ByteBuffer.allocate(1 + message.length).put(kind).put(message).array();
  }
}
