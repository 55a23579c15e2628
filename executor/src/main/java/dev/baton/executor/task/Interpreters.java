package dev.baton.executor.task;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds programs as a shell would: on the PATH of this process. */
public final class Interpreters {
  /** What an executor looks for, to tell the coordinator what it has. */
  private static final List<String> KNOWN =
      List.of("bash", "node", "perl", "php", "pwsh", "python3", "Rscript", "ruby", "sh");

  private Interpreters() {}

  /** Those of the usual interpreters that this machine has. */
  public static List<String> found() {
    return KNOWN.stream().filter(name -> find(name).isPresent()).toList();
  }

  /** The program's absolute path; a name with a slash is taken as it is. */
  static Optional<String> find(String program) {
    if (program.indexOf('/') >= 0) {
      return Optional.of(program);
    }
    for (String folder : path().split(File.pathSeparator)) {
      try {
        Path candidate = Path.of(folder.isEmpty() ? "." : folder, program).toAbsolutePath();
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate.toString());
        }
      } catch (InvalidPathException e) {
        // A PATH may hold anything; what is no folder has no programs.
      }
    }
    return Optional.empty();
  }

  /** What to tell the user about a program that is not there. */
  static String missing(String program) {
    return "'"
        + program
        + "' is not on this executor (PATH is "
        + path()
        + "). The task was not started. Install it there, or send the task to executors that have"
        + " it by 'executors: {labels: ...}'.";
  }

  private static String path() {
    String path = System.getenv("PATH");
    return path == null ? "" : path;
  }
}
