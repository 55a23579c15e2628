package dev.baton.executor.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What tests see of processes, in /proc, by an argument that no other process has. */
public final class ProcessesSeen {
  private ProcessesSeen() {}

  /** An argument for sleep(1): some hours, and nobody else's. */
  public static String uniqueSleep() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "9" + random.nextInt(100, 999) + "." + random.nextInt(100_000_000, 999_999_999);
  }

  /** Command lines, of processes that are no zombies, with that argument. */
  public static List<String> with(String argument) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        String line = commandLine(folder);
        if (line.contains("\0" + argument + "\0")) {
          found.add(folder.getFileName() + " " + line.replace('\0', ' '));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** Looks again and again until it holds; the time it took, in milliseconds. */
  public static long await(String what, long limitMs, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (tookMs > limitMs) {
        throw new AssertionError(what + " did not happen within " + limitMs + " ms");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static String commandLine(Path folder) {
    try {
      return new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
