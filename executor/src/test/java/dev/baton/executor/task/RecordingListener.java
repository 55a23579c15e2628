package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what an attempt says, and fails the test that gets a second outcome or a late word. */
public final class RecordingListener implements TaskListener {
  private static final long WAIT_SECONDS = 30;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, byte[]> artifacts = new TreeMap<>();
  private final CompletableFuture<Instant> started = new CompletableFuture<>();
  private final CompletableFuture<AttemptOutcome> ended = new CompletableFuture<>();
  private final BlockingQueue<String> faults = new LinkedBlockingQueue<>();

  @Override
  public void started(AttemptId attempt, Instant startedAt) {
    if (!started.complete(startedAt)) {
      faults.add("started twice");
    }
  }

  @Override
  public synchronized void output(AttemptId attempt, byte[] bytes) {
    if (ended.isDone()) {
      faults.add("output after the end");
    }
    log.writeBytes(bytes);
    notifyAll();
  }

  @Override
  public synchronized void artifact(AttemptId attempt, String name, Path file) {
    try {
      artifacts.put(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ended(AttemptOutcome outcome) {
    if (!ended.complete(outcome)) {
      faults.add("ended twice");
    }
  }

  public AttemptOutcome outcome() throws Exception {
    AttemptOutcome outcome = ended.get(WAIT_SECONDS, TimeUnit.SECONDS);
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.toString());
    }
    return outcome;
  }

  boolean hasEnded() {
    return ended.isDone();
  }

  boolean hasStarted() {
    return started.isDone();
  }

  public void awaitStart() throws Exception {
    started.get(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the log holds the text. */
  synchronized void awaitLog(String text) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!log().contains(text)) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (leftMs <= 0) {
        throw new AssertionError("the log never held '" + text + "': " + log());
      }
      wait(leftMs);
    }
  }

  public synchronized String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  synchronized byte[] logBytes() {
    return log.toByteArray();
  }

  synchronized Map<String, byte[]> artifacts() {
    return new TreeMap<>(artifacts);
  }
}
