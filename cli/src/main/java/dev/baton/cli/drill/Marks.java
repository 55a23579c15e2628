package dev.baton.cli.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the tasks themselves have written, in one folder. */
final class Marks {
  private final Path folder;

  Marks(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Every complete line of the per-second tasks' files. */
  List<Mark> all() {
    List<Mark> marks = new ArrayList<>();
    for (Path file : files("marks-")) {
      for (String line : lines(file)) {
        marks.add(Mark.parse(line));
      }
    }
    return marks;
  }

  /** Lines of the file that the attempt of a long task writes; empty while there is none. */
  List<String> ofAttempt(long run, int attempt) {
    Path file = folder.resolve("attempt-" + run + "-" + attempt + ".log");
    return Files.exists(file) ? lines(file) : List.of();
  }

  private List<Path> files(String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line may be half written; it is left out then. */
  private static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n');
      return end < 0 ? List.of() : text.substring(0, end).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
