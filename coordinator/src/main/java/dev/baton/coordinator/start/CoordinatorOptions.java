package dev.baton.coordinator.start;

import dev.baton.common.id.Names;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.RetryLimits;
import dev.baton.coordinator.start.CoordinatorSettings.TlsFiles;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.zookeeper.ZooKeeperClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of a coordinator. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a coordinator: it decides what runs when and where.",
      "",
      "One machine, everything in one directory:",
      "  coordinator --standalone --data-dir ~/.baton",
      "A cluster:",
      "  coordinator --id c1 --data-dir /var/lib/baton --zookeeper zk1:2181,zk2:2181,zk3:2181 \\",
      "    --store jdbc:postgresql://db/baton --store-user baton --store-password-file FILE",
      ""
    })
public final class CoordinatorOptions {
  @Spec private CommandSpec spec;

  @Option(
      names = "--standalone",
      description = "One machine: ZooKeeper and SQLite in this process and in the data directory.")
  private boolean standalone;

  @Option(
      names = "--id",
      defaultValue = "coordinator-1",
      description = "Name of this coordinator, another for each in a cluster. (${DEFAULT-VALUE})")
  private String id;

  @Option(
      names = "--data-dir",
      required = true,
      description = "Directory for this coordinator alone; made if it is not there.")
  private Path dataDirectory;

  @Option(
      names = "--zookeeper",
      paramLabel = "HOSTS",
      description = "host:port,host:port,... of the ensemble; /path at the end for a share of it.")
  private String zookeeper;

  @Option(
      names = "--zookeeper-port",
      defaultValue = "0",
      description = "With --standalone: port of the ZooKeeper server. (any that is free)")
  private int zookeeperPort;

  @Option(
      names = "--session-ms",
      defaultValue = "" + CoordinatorSettings.DEFAULT_SESSION_MS,
      description =
          "ZooKeeper session: how soon a dead machine's place is free. (${DEFAULT-VALUE})")
  private int sessionMs;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "jdbc:postgresql://host:port/database")
  private String store;

  @Option(names = "--store-user", description = "User of the store.")
  private String storeUser;

  @Option(
      names = "--store-password-file",
      paramLabel = "FILE",
      description = "File that holds the password of that user, on its first line.")
  private Path storePasswordFile;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on. Others than loopback need TLS, or --insecure. (${DEFAULT-VALUE})")
  private String bind;

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "Name by which others reach this machine. (the bind address)")
  private String advertise;

  @Option(
      names = "--api-port",
      defaultValue = "7070",
      description = "Port for the desktop and other clients; 0 = any. (${DEFAULT-VALUE})")
  private int apiPort;

  @Option(
      names = "--link-port",
      defaultValue = "7071",
      description = "Port for executors and other coordinators; 0 = any. (${DEFAULT-VALUE})")
  private int linkPort;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM.")
  private Path tlsCertificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM.")
  private Path tlsKey;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Certificates that the other coordinators' are signed by, PEM.")
  private Path tlsAuthority;

  @Option(
      names = "--insecure",
      description = "Listen without TLS on an address that others can reach.")
  private boolean insecure;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "Tokens of the API; executor.token and coordinator.token lie beside it. All are made if"
              + " missing, and the same for all coordinators of a cluster. (tokens in the data"
              + " directory)")
  private Path tokens;

  @Option(
      names = "--keep-days",
      defaultValue = "30",
      description = "How long ended runs and events are kept. (${DEFAULT-VALUE})")
  private int keepDays;

  @Option(
      names = "--lease-ms",
      defaultValue = "6000",
      description = "Lease of an executor; not below 2000. (${DEFAULT-VALUE})")
  private long leaseMs;

  @Option(
      names = "--heartbeat-ms",
      defaultValue = "500",
      description = "Between two heartbeats of an executor. (${DEFAULT-VALUE})")
  private long heartbeatMs;

  @Option(
      names = "--retry-percent",
      defaultValue = "20",
      description =
          "Further tries allowed within a minute, for each hundred first ones. (${DEFAULT-VALUE})")
  private int retryPercent;

  @Option(
      names = "--retries-per-job",
      defaultValue = "60",
      description = "Further tries of a job allowed within a minute anyway. (${DEFAULT-VALUE})")
  private int retriesPerJob;

  @Option(
      names = "--retries-in-all",
      defaultValue = "600",
      description = "Further tries of all jobs allowed within a minute anyway. (${DEFAULT-VALUE})")
  private int retriesInAll;

  /**
   * The settings that the command line says.
   *
   * @throws ParameterException with a sentence for the user
   */
  public CoordinatorSettings settings() {
    check(
        Names.isValid(id), "--id: '" + id + "' is not a name; use letters, digits, '.', '_', '-'.");
    check(standalone != (zookeeper != null), "Say either --standalone or --zookeeper HOSTS.");
    check(
        standalone || store != null,
        "A cluster needs a store that all coordinators share: --store jdbc:postgresql://...");
    check(
        !standalone || store == null,
        "--standalone keeps its store in the data directory; leave --store out.");
    check((tlsCertificate == null) == (tlsKey == null), "Give --tls-cert and --tls-key together.");
    check(
        sessionMs >= ZooKeeperClient.MIN_SESSION_MS && sessionMs <= 60_000,
        "--session-ms must be 1000 to 60000, was " + sessionMs + ".");
    check(
        leaseMs >= 2_000 && leaseMs <= 600_000,
        "--lease-ms must be 2000 to 600000, was " + leaseMs + ".");
    check(
        heartbeatMs >= 50 && heartbeatMs * 4 <= leaseMs,
        "--heartbeat-ms must be 50 or more and at most a quarter of the lease, was "
            + heartbeatMs
            + ".");
    check(keepDays >= 1, "--keep-days must be 1 or more, was " + keepDays + ".");
    check(
        retryPercent >= 0 && retryPercent <= RetryLimits.MAX_PERCENT,
        "--retry-percent must be 0 to 10000, was " + retryPercent + ".");
    checkMinimum("--retries-per-job", retriesPerJob);
    checkMinimum("--retries-in-all", retriesInAll);
    checkPort("--api-port", apiPort);
    checkPort("--link-port", linkPort);
    checkPort("--zookeeper-port", zookeeperPort);
    return new CoordinatorSettings(
        id,
        dataDirectory.toAbsolutePath().normalize(),
        zookeeper,
        zookeeperPort,
        sessionMs,
        storeSettings(),
        bind,
        advertise,
        apiPort,
        linkPort,
        insecure,
        tlsCertificate == null ? null : new TlsFiles(tlsCertificate, tlsKey, tlsAuthority),
        tokens == null ? dataDirectory.toAbsolutePath().resolve("tokens") : tokens,
        Duration.ofDays(keepDays),
        coreSettings());
  }

  private StoreSettings storeSettings() {
    if (standalone) {
      return StoreSettings.sqlite(
          dataDirectory.toAbsolutePath().normalize().resolve("baton.db").toString());
    }
    try {
      return new StoreSettings(
          store,
          storeUser,
          storePasswordFile == null ? null : firstLine(storePasswordFile),
          Duration.ofMillis(CoreSettings.DEFAULT.requestTimeoutMs()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private CoreSettings coreSettings() {
    CoreSettings it = CoreSettings.DEFAULT;
    return new CoreSettings(
        leaseMs,
        it.driftMarginMs(),
        heartbeatMs,
        it.suspectAfterBeats(),
        it.resetGraceMs(),
        it.reconnectGraceMs(),
        it.requestTimeoutMs(),
        it.raiseRetryMs(),
        it.clockStepMs(),
        it.maxBatchFacts(),
        it.maxFiresPerStep(),
        it.maxLosses(),
        it.maxQueuedRuns(),
        it.maxActiveRuns(),
        it.maxRunsPerJob(),
        new RetryLimits(it.retries().windowMs(), retryPercent, retriesPerJob, retriesInAll));
  }

  private String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new ParameterException(
          spec.commandLine(), "Cannot read the password file " + file + ".", e);
    }
  }

  private void checkMinimum(String option, int number) {
    check(
        number >= 1 && number <= RetryLimits.MAX_MINIMUM,
        option + " must be 1 to 1000000, was " + number + ".");
  }

  private void checkPort(String option, int port) {
    check(port >= 0 && port <= 65_535, option + " must be 0 to 65535, was " + port + ".");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
