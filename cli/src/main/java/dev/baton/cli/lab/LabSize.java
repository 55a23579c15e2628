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
}
