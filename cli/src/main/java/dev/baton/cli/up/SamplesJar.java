package dev.baton.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The handlers of the samples, as the launcher builds them. */
public final class SamplesJar {
  private SamplesJar() {}

  /** Finds it below the samples' folder. */
  public static Path in(Path samples) throws IOException {
    try (Stream<Path> files = Files.list(samples.resolve("target").resolve("fast"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("baton-samples-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("there is no baton-samples jar"));
    }
  }
}
