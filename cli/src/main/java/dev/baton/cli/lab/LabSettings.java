package dev.baton.cli.lab;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a lab is made of.
 *
 * @param postgresBin programs of an installed PostgreSQL; null = the binaries on the class path
 * @param handlers jar that every executor gets; null = none
 * @param coordinatorOptions added to each coordinator's command line
 * @param executorOptions added to each executor's command line
 * @param wiring how its processes reach each other
 * @param executorDiskMb size of a file system of its own for each executor's data directory; 0 =
 *     none
 */
public record LabSettings(
    Path directory,
    int coordinators,
    int executors,
    int slots,
    Path postgresBin,
    Path handlers,
    List<String> coordinatorOptions,
    List<String> executorOptions,
    Map<String, String> executorEnvironment,
    Wiring wiring,
    int executorDiskMb) {
  public static final int MAX_COORDINATORS = 9;
  public static final int MAX_EXECUTORS = 64;
  private static final int PASSWORD_BYTES = 24;

  public LabSettings {
    directory = directory.toAbsolutePath().normalize();
    if (coordinators < 1 || coordinators > MAX_COORDINATORS) {
      throw new LabException("--coordinators takes 1 to " + MAX_COORDINATORS);
    }
    if (executors < 0 || executors > MAX_EXECUTORS) {
      throw new LabException("--executors takes 0 to " + MAX_EXECUTORS);
    }
  }

  /** With relays before the store or none at all, and plain directories. */
  public LabSettings(
      Path directory,
      int coordinators,
      int executors,
      int slots,
      Path postgresBin,
      Path handlers,
      List<String> coordinatorOptions,
      List<String> executorOptions,
      Map<String, String> executorEnvironment,
      boolean storeRelay) {
    this(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        handlers,
        coordinatorOptions,
        executorOptions,
        executorEnvironment,
        storeRelay ? Wiring.STORE_RELAYED : Wiring.DIRECT,
        0);
  }

  /** With the relay before the store. */
  public LabSettings(
      Path directory,
      int coordinators,
      int executors,
      int slots,
      Path postgresBin,
      Path handlers,
      List<String> coordinatorOptions,
      List<String> executorOptions,
      Map<String, String> executorEnvironment) {
    this(
        directory,
        coordinators,
        executors,
        slots,
        postgresBin,
        handlers,
        coordinatorOptions,
        executorOptions,
        executorEnvironment,
        true);
  }

  /** The usual lab. */
  public static LabSettings of(Path directory, int coordinators, int executors) {
    return new LabSettings(
        directory, coordinators, executors, 16, null, null, List.of(), List.of(), Map.of());
  }

  String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
