package dev.baton.cli.up;

import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the cluster that runs beside us, with its output in a log file. */
final class ChildProcess {
  /** Lines of the log shown when the program ends unasked. */
  static final int LINES_SHOWN = 12;

  /** Most bytes read from the end of a log to show them. */
  private static final int TAIL_BYTES = 16 * 1024;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @throws UpException if the log cannot be written or the program cannot be started
   */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      return new ChildProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UpException(
          "cannot start the "
              + name
              + ": "
              + FileFault.reason(e)
              + ". Its log would be "
              + log
              + ".",
          e);
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said last, for people. */
  String lastLines() {
    try {
      long size = Files.size(log);
      byte[] tail;
      try (var channel = Files.newByteChannel(log)) {
        channel.position(Math.max(0, size - TAIL_BYTES));
        tail = new byte[(int) Math.min(size, TAIL_BYTES)];
        channel.read(ByteBuffer.wrap(tail));
      }
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  Path log() {
    return log;
  }

  /** Asks it to end. */
  void ask() {
    process.destroy();
  }

  /** Waits for its end, then forces it. */
  void end(long graceMs) {
    try {
      if (!process.waitFor(graceMs, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(graceMs, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
