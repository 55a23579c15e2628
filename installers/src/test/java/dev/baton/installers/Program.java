package dev.baton.installers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end. */
record Program(int exitCode, String output) {
  private static final long PATIENCE_S = 120;

  /**
   * Runs it; standard output and error come back as one text.
   *
   * @param changes to the environment; an empty value takes the variable out
   */
  static Program run(Path scratch, Map<String, String> changes, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    changes.forEach((name, value) -> {
      if (value.isEmpty()) {
        builder.environment().remove(name);
      } else {
        builder.environment().put(name, value);
      }
    });
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end within " + PATIENCE_S + " s");
    }
    return new Program(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
