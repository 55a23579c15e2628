package dev.baton.cli.lab;

import dev.baton.cli.up.JavaPrograms;
import dev.baton.cli.up.SamplesJar;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a lab is made of: {@link #of} is the usual one, the others name what differs from it.
 *
 * @param postgresBin programs of an installed PostgreSQL; null = the binaries on the class path
 * @param handlers jar that every executor gets; null = none
 * @param executorEnvironment added to each executor's environment
 * @param wiring how its processes reach each other
 * @param executorDiskMb size of a file system of its own for each executor's data directory; 0 =
 *     none
 * @param ownClocks whether each coordinator and executor has a wall clock of its own that can be
 *     stepped
 */
public record LabSettings(
    Path directory,
    int coordinators,
    int executors,
    int slots,
    Path postgresBin,
    Path handlers,
    Map<String, String> executorEnvironment,
    Wiring wiring,
    int executorDiskMb,
    boolean ownClocks) {
  public static final int MAX_COORDINATORS = 9;
  public static final int MAX_EXECUTORS = 64;
  private static final int USUAL_SLOTS = 16;
  private static final int PASSWORD_BYTES = 24;

  public LabSettings {
    executorEnvironment = Map.copyOf(executorEnvironment);
    directory = directory.toAbsolutePath().normalize();
    if (coordinators < 1 || coordinators > MAX_COORDINATORS) {
      throw new LabException("--coordinators takes 1 to " + MAX_COORDINATORS);
    }
    if (executors < 0 || executors > MAX_EXECUTORS) {
      throw new LabException("--executors takes 0 to " + MAX_EXECUTORS);
    }
  }

  /** The usual lab: 16 slots, a relay before the store, no handlers. */
  public static LabSettings of(Path directory, int coordinators, int executors) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        USUAL_SLOTS,
        null,
        null,
        Map.of(),
        Wiring.STORE_RELAYED,
        0,
        false);
  }

  public LabSettings withSlots(int number) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        number,
        postgresBin,
        handlers,
        executorEnvironment,
        wiring,
        executorDiskMb,
        ownClocks);
  }

  public LabSettings withPostgres(Path bin) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        slots,
        bin,
        handlers,
        executorEnvironment,
        wiring,
        executorDiskMb,
        ownClocks);
  }

  /**
   * @param jar for every executor
   * @param environment of every executor, for its tasks
   */
  public LabSettings withTasks(Path jar, Map<String, String> environment) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        jar,
        environment,
        wiring,
        executorDiskMb,
        ownClocks);
  }

  public LabSettings withWiring(Wiring how) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        handlers,
        executorEnvironment,
        how,
        executorDiskMb,
        ownClocks);
  }

  public LabSettings withExecutorDisk(int megabytes) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        handlers,
        executorEnvironment,
        wiring,
        megabytes,
        ownClocks);
  }

  public LabSettings withOwnClocks(boolean own) {
    return new LabSettings(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        handlers,
        executorEnvironment,
        wiring,
        executorDiskMb,
        own);
  }

  /**
   * The samples' handlers, from the tree that the launcher runs from.
   *
   * @throws LabException if they are not built
   */
  public static Path samplesJar() {
    try {
      return SamplesJar.in(JavaPrograms.root().resolve("samples"));
    } catch (IOException e) {
      throw new LabException(
          "the samples are not built (" + e.getMessage() + "): start from ./baton", e);
    }
  }

  String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
