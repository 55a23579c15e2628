package dev.baton.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs programs for tests. */
final class Command {
  private Command() {}

  /** What it writes, to its end. */
  static String output(List<String> prefix, String... command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
