package dev.baton.cli.lab;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say how large a new lab is. */
final class LabSize {
  @Option(
      names = "--coordinators",
      paramLabel = "N",
      defaultValue = "3",
      description = "1 to " + LabSettings.MAX_COORDINATORS + "; default ${DEFAULT-VALUE}.")
  int coordinators;

  @Option(
      names = "--executors",
      paramLabel = "N",
      defaultValue = "4",
      description = "0 to " + LabSettings.MAX_EXECUTORS + "; default ${DEFAULT-VALUE}.")
  int executors;

  @Option(
      names = "--postgres-bin",
      paramLabel = "DIR",
      description = "Programs of an installed PostgreSQL; default: binaries that come along.")
  Path postgresBin;

  @Option(
      names = "--wiring",
      paramLabel = "HOW",
      defaultValue = "STORE_RELAYED",
      description =
          "${COMPLETION-CANDIDATES}: whether faults can be put on the store's link alone, on all"
              + " links, or each executor is a host of its own (root); default ${DEFAULT-VALUE}.")
  Wiring wiring;

  @Option(
      names = "--executor-disk",
      paramLabel = "MB",
      defaultValue = "0",
      description = "A file system of that size for each executor (root); 0 = none, the default.")
  int executorDiskMb;

  @Option(
      names = "--own-clocks",
      description =
          "A wall clock for each coordinator and executor that faults can step (libfaketime).")
  boolean ownClocks;

  LabSettings settings(Path directory) {
    return LabSettings.of(directory, coordinators, executors)
        .withPostgres(postgresBin)
        .withWiring(wiring)
        .withExecutorDisk(executorDiskMb)
        .withOwnClocks(ownClocks);
  }
}
