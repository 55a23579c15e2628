package dev.baton.cli.up;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One coordinator with its own ZooKeeper and SQLite, and some executors, each a process of its own,
 * all in one data directory.
 */
final class StandaloneCluster implements AutoCloseable {
  /** How long a first start may take on a slow, busy machine. */
  static final Duration START_PATIENCE = Duration.ofSeconds(90);

  /** What a child gets to end by itself when we stop. */
  private static final long STOP_GRACE_MS = 15_000;

  private static final long LOOK_EVERY_MS = 100;

  /** What the workbench calls this cluster. */
  private static final String DESKTOP_CONNECTION = "this machine";

  /**
   * @param dataDirectory holds everything; made if missing
   * @param environment added to the executors' own, and so to their tasks'
   */
  record Settings(
      Path dataDirectory,
      int apiPort,
      int linkPort,
      int executors,
      Map<String, String> environment) {}

  private final Settings settings;
  private final List<ChildProcess> children = new ArrayList<>();
  private BatonClient client;
  private ChildProcess desktop;

  StandaloneCluster(Settings settings) {
    this.settings = settings;
  }

  /** Starts the coordinator and waits until it leads. */
  BatonClient startCoordinator() throws InterruptedException {
    Path clientFile = settings.dataDirectory().resolve(ClientFile.NAME);
    try {
      Files.createDirectories(settings.dataDirectory());
    } catch (IOException e) {
      throw new UpException(
          "cannot make the data directory "
              + settings.dataDirectory()
              + ": "
              + FileFault.reason(e)
              + ". Name another one with --data-dir.",
          e);
    }
    ChildProcess coordinator =
        start(
            "coordinator",
            JavaPrograms.command(
                JavaPrograms.COORDINATOR,
                List.of("-Xmx512m"),
                List.of(
                    "--standalone",
                    "--id",
                    "coordinator-1",
                    "--data-dir",
                    settings.dataDirectory().toString(),
                    "--api-port",
                    Integer.toString(settings.apiPort()),
                    "--link-port",
                    Integer.toString(settings.linkPort()))),
            Map.of());
    long startedMs = System.currentTimeMillis();
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!coordinator.isAlive()) {
        throw new UpException(coordinator.lastLines());
      }
      if (isWrittenSince(clientFile, startedMs) && leads()) {
        return client;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    throw new UpException(
        "the coordinator did not begin to lead within "
            + START_PATIENCE.toSeconds()
            + " s; its log "
            + coordinator.log()
            + " ends with:\n"
            + coordinator.lastLines());
  }

  private static boolean isWrittenSince(Path file, long startedMs) {
    try {
      return Files.getLastModifiedTime(file).toMillis() >= startedMs - 1_000;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean leads() {
    try {
      if (client == null) {
        ClientFile file = ClientFile.read(settings.dataDirectory());
        client =
            BatonClient.of(
                ClientSettings.of(file.servers(), file.token())
                    .withPatience(Duration.ofSeconds(1)));
      }
      ClusterView cluster = client.cluster();
      return cluster.leader() != null;
    } catch (IOException | ClientException e) {
      return false;
    }
  }

  /** Starts the executors and waits until they are there. */
  void startExecutors(Samples samples) throws InterruptedException {
    for (int n = 1; n <= settings.executors(); n++) {
      String name = "executor-" + n;
      Path home = settings.dataDirectory().resolve(name);
      samples.installHandlers(home.resolve("handlers"));
      start(
          name,
          JavaPrograms.command(
              JavaPrograms.EXECUTOR,
              List.of("-Xmx256m"),
              List.of(
                  "--name",
                  name,
                  "--data-dir",
                  home.toString(),
                  "--coordinators",
                  "127.0.0.1:" + settings.linkPort(),
                  "--token-file",
                  settings.dataDirectory().resolve("executor.token").toString())),
          settings.environment());
    }
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (readyExecutors() < settings.executors()) {
      checkChildren();
      if (System.nanoTime() > deadline) {
        throw new UpException("the executors did not join; see their logs in " + logs());
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private long readyExecutors() {
    return client.executors().stream().filter(executor -> executor.leaseLeftMs() > 0).count();
  }

  /**
   * Fails if a child has ended unasked.
   *
   * @throws UpException that shows its last lines
   */
  void checkChildren() {
    for (ChildProcess child : children) {
      if (!child.isAlive()) {
        throw new UpException(
            child.name()
                + " has ended; its log "
                + child.log()
                + " ends with:\n"
                + child.lastLines());
      }
    }
  }

  Path logs() {
    return settings.dataDirectory().resolve("logs");
  }

  private ChildProcess start(String name, List<String> command, Map<String, String> environment) {
    ChildProcess child =
        ChildProcess.start(name, command, environment, logs().resolve(name + ".log"));
    children.add(child);
    return child;
  }

  /**
   * Starts the workbench with that run in front; it may end when its user closes it, and ends with
   * us.
   *
   * @return false where it has not been built
   */
  boolean startDesktop(long run) {
    List<String> command =
        JavaPrograms.desktop(
            List.of(
                "--server",
                "http://127.0.0.1:" + settings.apiPort(),
                "--token-file",
                settings.dataDirectory().resolve(ClientFile.NAME).toString(),
                "--name",
                DESKTOP_CONNECTION,
                "--open",
                "run:" + run));
    if (command == null) {
      return false;
    }
    desktop = ChildProcess.start("desktop", command, Map.of(), logs().resolve("desktop.log"));
    return true;
  }

  /** Executors first, so that they can say goodbye to a leader that is still there. */
  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    if (desktop != null) {
      desktop.ask();
      desktop.end(STOP_GRACE_MS);
    }
    List<ChildProcess> executors =
        children.stream().filter(child -> !child.name().equals("coordinator")).toList();
    executors.forEach(ChildProcess::ask);
    executors.forEach(child -> child.end(STOP_GRACE_MS));
    children.stream()
        .filter(child -> child.name().equals("coordinator"))
        .forEach(child -> {
          child.ask();
          child.end(STOP_GRACE_MS);
        });
  }
}
