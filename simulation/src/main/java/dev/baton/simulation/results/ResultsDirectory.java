package dev.baton.simulation.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results on disk: one file for each chunk of seeds that is done, so that a range can be broken off
 * and gone on with, and adds up. Files are written whole or not at all.
 */
public final class ResultsDirectory {
  private static final String OPTIONS = "options.txt";
  private static final String PREFIX = "seeds-";
  private static final String SUFFIX = ".txt";

  private final Path directory;

  private ResultsDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens it for results of those options.
   *
   * @param resume keeps what is there; else it is removed
   * @throws IOException if what is there was made with other options, or cannot be read or written
   */
  public static ResultsDirectory open(Path path, String options, boolean resume)
      throws IOException {
    Files.createDirectories(path);
    Path written = path.resolve(OPTIONS);
    ResultsDirectory results = new ResultsDirectory(path);
    if (!resume) {
      for (Path file : results.files()) {
        Files.delete(file);
      }
    } else if (Files.exists(written) && !Files.readString(written).equals(options)) {
      throw new IOException(
          path
              + " holds results of other options ("
              + Files.readString(written)
              + "). Name another directory with --results, or start anew without --resume.");
    }
    Files.writeString(written, options);
    return results;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  private Path file(SeedRange chunk) {
    return directory.resolve(PREFIX + chunk.first() + "-" + chunk.last() + SUFFIX);
  }

  private static SeedRange range(Path file) {
    String name = file.getFileName().toString();
    String[] ends = name.substring(PREFIX.length(), name.length() - SUFFIX.length()).split("-", -1);
    return new SeedRange(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
  }

  /** The seeds of that range that have no results yet, in chunks. */
  public List<SeedRange> missing(SeedRange range) throws IOException {
    List<SeedRange> done = files().stream().map(ResultsDirectory::range).toList();
    List<SeedRange> missing = new ArrayList<>();
    for (SeedRange chunk : range.chunks()) {
      long from = chunk.first();
      for (long seed = chunk.first(); seed <= chunk.last(); seed++) {
        if (isIn(done, seed)) {
          if (from < seed) {
            missing.add(new SeedRange(from, seed - 1));
          }
          from = seed + 1;
        }
      }
      if (from <= chunk.last()) {
        missing.add(new SeedRange(from, chunk.last()));
      }
    }
    return missing;
  }

  private static boolean isIn(List<SeedRange> ranges, long seed) {
    return ranges.stream().anyMatch(range -> range.first() <= seed && seed <= range.last());
  }

  /** Keeps the results of one chunk. */
  public void write(SeedRange chunk, SeedTally tally) throws IOException {
    write(file(chunk), tally.toLines());
  }

  private void write(Path file, List<String> lines) throws IOException {
    Path unfinished = Files.createTempFile(directory, "unfinished-", ".tmp");
    Files.write(unfinished, lines);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** All that the directory holds, added up. */
  public SeedTally total() throws IOException {
    SeedTally total = new SeedTally();
    for (Path file : files()) {
      total.add(SeedTally.ofLines(Files.readAllLines(file)));
    }
    return total;
  }
}
