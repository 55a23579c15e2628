package dev.baton.executor.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One attempt, as its handler sees it. Safe on every thread of the handler. */
public interface TaskContext {
  /** {@code namespace/name}. */
  String job();

  /** The run's number. */
  long run();

  /** The task's name within the job. */
  String task();

  /** Which try of the task this is, from 1. */
  int attempt();

  /** The nominal instant for which the run was decided; empty for runs without one. */
  Optional<Instant> fireTime();

  /** Stable over all attempts of this task in this run: show it to sinks that know duplicates. */
  String idempotencyKey();

  /**
   * The fencing token, {@code epoch.attempt}: grows with each attempt, numerically, epoch first. A
   * sink that has seen a greater one should refuse this attempt.
   */
  String token();

  /** The run's parameters and the task's own, merged. */
  Map<String, String> params();

  /**
   * One of {@link #params}.
   *
   * @throws IllegalArgumentException if the run does not have it
   */
  String param(String name);

  /** What the task's {@code args} say in the job file. */
  Map<String, String> args();

  /** Outputs of the tasks that this one comes after, keyed {@code task.key}. */
  Map<String, String> inputs();

  /** Writes a line to the attempt's log. */
  void log(String line);

  /** Says how far the work is: a line in the attempt's log that starts with {@code progress:}. */
  void progress(String text);

  /**
   * Sets an output, which tasks after this one find in their inputs.
   *
   * @throws IllegalArgumentException if all outputs together would exceed 64 KiB
   */
  void output(String key, String value);

  /**
   * Whether the attempt has been asked to end: canceled, timed out, or its lease is over. Its
   * thread is interrupted as well. A handler that runs in the executor's own process can't be ended
   * by force: look here in long loops, or let the task run {@code forked}.
   */
  boolean isCanceled();

  /** A folder of this attempt's own, removed afterwards. */
  Path workDir();

  /**
   * Where to write an artifact of that name.
   *
   * @throws IllegalArgumentException if the name leads out of the folder for artifacts
   */
  Path artifact(String name);
}
