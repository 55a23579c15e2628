package dev.baton.cli.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the files {@code FOLDER/NAMESPACE.JOB/RUN-TASK-ATTEMPT}. */
public final class Witnesses {
  private static final Pattern NAME = Pattern.compile("(\\d+)-([a-z]+)-(\\d+)");

  private Witnesses() {}

  /** All that are there, in no particular order. */
  public static List<Witness> read(Path folder) {
    List<Witness> found = new ArrayList<>();
    try (Stream<Path> jobs = Files.list(folder)) {
      for (Path job : jobs.filter(Files::isDirectory).toList()) {
        String name = job.getFileName().toString().replaceFirst("\\.", "/");
        try (Stream<Path> files = Files.list(job)) {
          for (Path file : (Iterable<Path>) files::iterator) {
            Matcher parts = NAME.matcher(file.getFileName().toString());
            if (!parts.matches()) {
              throw new IllegalArgumentException("no attempt's file: " + file);
            }
            Witness witness =
                Witness.parse(
                    name,
                    Long.parseLong(parts.group(1)),
                    parts.group(2),
                    Integer.parseInt(parts.group(3)),
                    Files.readString(file));
            if (witness != null) {
              found.add(witness);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what the tasks wrote in " + folder, e);
    }
    return found;
  }
}
