package dev.baton.executor.handler;

import dev.baton.common.job.SortedMaps;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.api.TaskContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The context of one attempt, the same in the executor's process and in a JVM of its own. */
public final class HandlerContext implements TaskContext {
  private final AttemptFacts facts;
  private final Supplier<Path> workDir;
  private final Supplier<Path> artifacts;
  private final Consumer<byte[]> log;
  private final BooleanSupplier canceled;
  private final SortedMap<String, String> outputs = new TreeMap<>();

  /**
   * @param workDir asked when the handler asks, as is {@code artifacts}; any number of times
   * @param log takes whole lines; called by any thread of the handler, one at a time
   */
  public HandlerContext(
      AttemptFacts facts,
      Supplier<Path> workDir,
      Supplier<Path> artifacts,
      Consumer<byte[]> log,
      BooleanSupplier canceled) {
    this.facts = facts;
    this.workDir = workDir;
    this.artifacts = artifacts;
    this.log = log;
    this.canceled = canceled;
  }

  /** What the handler has set so far. */
  public SortedMap<String, String> outputs() {
    synchronized (outputs) {
      return SortedMaps.copyOf(outputs);
    }
  }

  @Override
  public String job() {
    return facts.job();
  }

  @Override
  public long run() {
    return facts.run();
  }

  @Override
  public String task() {
    return facts.task();
  }

  @Override
  public int attempt() {
    return facts.attempt();
  }

  @Override
  public Optional<Instant> fireTime() {
    return Optional.ofNullable(facts.fireTime());
  }

  @Override
  public String idempotencyKey() {
    return facts.idempotencyKey();
  }

  @Override
  public String token() {
    return facts.token();
  }

  @Override
  public Map<String, String> params() {
    return facts.params();
  }

  @Override
  public String param(String name) {
    String value = facts.params().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the run has no parameter '" + name + "'; it has " + facts.params().keySet());
    }
    return value;
  }

  @Override
  public Map<String, String> args() {
    return facts.args();
  }

  @Override
  public Map<String, String> inputs() {
    return facts.inputs();
  }

  @Override
  public void log(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (log) {
      log.accept(bytes);
    }
  }

  @Override
  public void progress(String text) {
    log("progress: " + text);
  }

  @Override
  public void output(String key, String value) {
    synchronized (outputs) {
      String before = outputs.put(key, value);
      long size = 0;
      for (Map.Entry<String, String> entry : outputs.entrySet()) {
        size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
        size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
      }
      if (size > AttemptOutcome.MAX_OUTPUT_BYTES) {
        if (before == null) {
          outputs.remove(key);
        } else {
          outputs.put(key, before);
        }
        throw new IllegalArgumentException(
            "output '"
                + key
                + "' would make the outputs larger than "
                + AttemptOutcome.MAX_OUTPUT_BYTES
                + " bytes; write an artifact instead");
      }
    }
  }

  @Override
  public boolean isCanceled() {
    return canceled.getAsBoolean();
  }

  @Override
  public Path workDir() {
    return workDir.get();
  }

  @Override
  public Path artifact(String name) {
    Path folder = artifacts.get().toAbsolutePath().normalize();
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name for an artifact: it leads out of their folder");
    }
    return file;
  }
}
