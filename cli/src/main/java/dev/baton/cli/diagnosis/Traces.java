package dev.baton.cli.diagnosis;

import dev.baton.common.api.AttemptRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the attempts themselves have written. */
final class Traces {
  private static final Pattern NAME = Pattern.compile("attempt-(\\d+)-(.+)-(\\d+)");

  /** Where an attempt's own files lie tells whose they are. */
  private static final Pattern PLACE = Pattern.compile("/(executor-\\d+)/");

  private final Path folder;

  Traces(Path folder) {
    this.folder = folder;
  }

  /**
   * @param executor on which it ran; empty if its first line is not whole
   * @param ended whether it came to its own end
   */
  record Trace(AttemptRef attempt, String executor, boolean ended) {}

  /** All of those runs. */
  List<Trace> of(Collection<Long> runs) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Trace> traces = new ArrayList<>();
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && runs.contains(Long.parseLong(name.group(1)))) {
          traces.add(
              trace(
                  new AttemptRef(
                      Long.parseLong(name.group(1)),
                      name.group(2),
                      Integer.parseInt(name.group(3))),
                  Files.readString(file)));
        }
      }
      return traces;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Trace trace(AttemptRef attempt, String text) {
    Matcher place = PLACE.matcher(text);
    return new Trace(attempt, place.find() ? place.group(1) : "", text.contains("\nend "));
  }

  /** Opens a gate: see {@link Jobs}. */
  void put(String name) {
    try {
      Files.write(folder.resolve(name), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes it. */
  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
