package dev.baton.cli.faults;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lab that a former run left in this directory, because it was killed. Its processes, hosts and
 * disks go before another begins; that may be done twice.
 */
final class Leftover {
  private static final String OWNER = ".owner";

  private final Path directory;

  Leftover(Path directory) {
    this.directory = directory;
  }

  /** Names this process as the one that uses the directory. */
  void claim() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(owner(), ProcessHandle.current().pid() + " " + startOf(ownHandle()));
  }

  private Path owner() {
    return directory.resolveSibling(directory.getFileName() + OWNER);
  }

  private static ProcessHandle ownHandle() {
    return ProcessHandle.current();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  /**
   * Removes what is there.
   *
   * @throws LabException if the run that made it is still under way
   */
  void clear() throws IOException {
    if (isOwnedByAnother()) {
      throw new LabException(
          "a run of the fault suite is under way in " + directory + "; name another with --dir");
    }
    if (Files.exists(directory.resolve("lab.json"))) {
      new Lab(directory).down(false);
    }
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.deleteIfExists(file);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    Files.deleteIfExists(owner());
  }

  void clearAtExit() {
    try {
      clear();
    } catch (IOException | LabException e) {
      System.err.println("The lab is still there: " + e.getMessage());
    }
  }

  private boolean isOwnedByAnother() throws IOException {
    if (!Files.exists(owner())) {
      return false;
    }
    String[] words = Files.readString(owner()).split(" ");
    long pid = Long.parseLong(words[0]);
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return pid != ProcessHandle.current().pid()
        && process.isPresent()
        && startOf(process.get()) == Long.parseLong(words[1]);
  }
}
