package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that an attempt left in {@code BATON_ARTIFACTS}, as far as they are taken. */
final class Artifacts {
  private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);

  static final int MAX_FILES = 20;
  static final long MAX_FILE_BYTES = 8L * 1024 * 1024;

  /** Files looked at; beyond it the rest is not even named. */
  static final int MAX_LOOKED_AT = 1_000;

  /** Longest name, in characters, folders included. */
  static final int MAX_NAME_LENGTH = 200;

  /** Files left out that are named one by one. */
  private static final int MAX_NOTES = 20;

  private Artifacts() {}

  private record Candidate(String name, Path file, BasicFileAttributes attributes) {}

  /** Hands them to the listener in the order of their names; a note for each that is left out. */
  static void collect(AttemptId attempt, Path folder, TaskListener listener, AttemptLog log) {
    List<Candidate> candidates;
    try {
      candidates = list(folder);
    } catch (IOException | UncheckedIOException e) {
      log.note("the artifacts could not be read, none is kept: " + e);
      return;
    }
    int kept = 0;
    int unfit = 0;
    int beyond = 0;
    for (Candidate candidate : candidates) {
      String problem = problemOf(candidate);
      if (!problem.isEmpty()) {
        if (++unfit <= MAX_NOTES) {
          log.note("artifact '" + candidate.name() + "' is left out: " + problem);
        }
      } else if (kept == MAX_FILES) {
        beyond++;
      } else {
        kept++;
        deliver(attempt, candidate, listener);
      }
    }
    if (unfit > MAX_NOTES) {
      log.note((unfit - MAX_NOTES) + " more artifacts are left out for such reasons");
    }
    if (beyond > 0) {
      log.note(beyond + " more artifacts are left out: at most " + MAX_FILES + " are kept");
    }
    if (candidates.size() >= MAX_LOOKED_AT) {
      log.note("only the first " + MAX_LOOKED_AT + " files in $BATON_ARTIFACTS were looked at");
    }
  }

  private static String problemOf(Candidate candidate) {
    if (!candidate.attributes().isRegularFile()) {
      return "it is no ordinary file";
    }
    if (candidate.attributes().size() > MAX_FILE_BYTES) {
      return candidate.attributes().size() + " bytes are more than " + MAX_FILE_BYTES;
    }
    return candidate.name().length() > MAX_NAME_LENGTH
        ? "its name is longer than " + MAX_NAME_LENGTH
        : "";
  }

  /** Without following links: what a link names is not the attempt's. */
  private static List<Candidate> list(Path folder) throws IOException {
    List<Candidate> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(new Candidate(folder.relativize(file).toString(), file, attributes));
            return found.size() < MAX_LOOKED_AT
                ? FileVisitResult.CONTINUE
                : FileVisitResult.TERMINATE;
          }
        });
    found.sort(Comparator.comparing(Candidate::name));
    return found;
  }

  private static void deliver(AttemptId attempt, Candidate candidate, TaskListener listener) {
    try {
      listener.artifact(attempt, candidate.name(), candidate.file());
    } catch (RuntimeException e) {
      LOG.error("Artifact {} of attempt {} was not taken, lost", candidate.name(), attempt, e);
    }
  }
}
