package dev.baton.cli.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the machine for processes of an attempt, by the environment that they carry. */
final class TaskProcesses {
  private TaskProcesses() {}

  /** Processes that belong to that attempt, zombies apart. */
  static List<Long> of(long run, int attempt) {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : (Iterable<Path>) processes::iterator) {
        String name = process.getFileName().toString();
        if (name.chars().allMatch(Character::isDigit) && carries(process, run, attempt)) {
          found.add(Long.parseLong(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean carries(Path process, long run, int attempt) {
    try {
      List<String> environment =
          Arrays.asList(
              new String(
                      Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1)
                  .split("\0"));
      return environment.contains("BATON_RUN=" + run)
          && environment.contains("BATON_ATTEMPT=" + attempt);
    } catch (IOException e) {
      return false;
    }
  }
}
