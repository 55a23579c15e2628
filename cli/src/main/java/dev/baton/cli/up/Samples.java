package dev.baton.cli.up;

import dev.baton.common.api.JobView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.file.FileFault;
import dev.baton.common.id.JobKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The {@code samples} folder: its job files, and the jar of their java handlers. */
final class Samples {
  /** The sample that {@code up} runs at once. */
  static final JobKey MAIN = JobKey.parse("weather/yearly-report");

  /** Tells the samples' tasks where the folder is. */
  static final String FOLDER_VARIABLE = "SAMPLES_HOME";

  /** Most job files loaded from the folder. */
  static final int MAX_FILES = 200;

  private final Path folder;

  Samples(Path root) {
    folder = root.resolve("samples");
  }

  Path folder() {
    return folder;
  }

  /** Copies the handlers' jar into an executor's handlers folder. */
  void installHandlers(Path handlers) {
    try {
      Path jar = SamplesJar.in(folder);
      Files.createDirectories(handlers);
      Files.copy(jar, handlers.resolve("baton-samples.jar"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UpException(
          "cannot install the samples' handlers: "
              + e.getMessage()
              + ". Remove "
              + folder.resolve("target")
              + " and start again; it is built then.",
          e);
    }
  }

  /** Defines every job of the folder. */
  void load(BatonClient client, PrintStream out) {
    for (Path file : jobFiles()) {
      try {
        String text = Files.readString(file);
        JobKey key = keyOf(client, file, text);
        client.putJob(key, text, "sample");
        out.println("Loaded " + key + " from " + folder.getParent().relativize(file));
      } catch (IOException e) {
        throw new UpException("cannot read " + file + ": " + FileFault.reason(e), e);
      } catch (ProblemException e) {
        throw new UpException(file + " was refused: " + e.getMessage(), e);
      }
    }
  }

  private static JobKey keyOf(BatonClient client, Path file, String text) {
    JobView job = client.validate(text).job();
    if (job == null) {
      throw new UpException(file + " is no valid job file; see: ./baton job validate " + file);
    }
    return JobKey.parse(job.job());
  }

  private List<Path> jobFiles() {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".yaml"))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .limit(MAX_FILES)
          .toList();
    } catch (IOException e) {
      throw new UpException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }
}
