package dev.baton.cli.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that a lab uses. */
final class Tool {
  private static final long PATIENCE_S = 20;

  private Tool() {}

  static boolean isThere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Runs it to its end.
   *
   * @throws LabException with what it said, if it fails
   */
  static void run(String... command) {
    String failure = attempt(command);
    if (!failure.isEmpty()) {
      throw new LabException(String.join(" ", command) + ": " + failure);
    }
  }

  /** Runs it to its end, whether it works or not. */
  static void tryRun(String... command) {
    attempt(command);
  }

  private static String attempt(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "no end in " + PATIENCE_S + " s";
      }
      return process.exitValue() == 0
          ? ""
          : "exit code " + process.exitValue() + ": " + said.strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
