package dev.baton.cli;

import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.job.SortedMaps;
import dev.baton.coordinator.start.CoordinatorSettings;
import dev.baton.coordinator.start.RunningCoordinator;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.shell.RunningExecutor;
import dev.baton.executor.start.ExecutorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A standalone coordinator and executors, the real ones, in this process. */
final class RealCluster implements AutoCloseable {
  private final Path folder;
  private final int linkPort;
  private final int apiPort;
  private final List<RunningExecutor> executors = new ArrayList<>();
  private RunningCoordinator coordinator;

  RealCluster(Path folder) throws Exception {
    this.folder = folder;
    coordinator = RunningCoordinator.start(settings(0, 0), () -> {});
    apiPort = coordinator.apiAddress().getPort();
    linkPort = coordinator.linkPort();
  }

  private CoordinatorSettings settings(int api, int link) {
    return CoordinatorSettings.standalone("c1", dataDirectory(), api, link);
  }

  Path dataDirectory() {
    return folder.resolve("coordinator");
  }

  /** Starts an executor of that group and waits until it may run something. */
  void addExecutor(String name, String group) throws Exception {
    Path home = folder.resolve(name);
    executors.add(
        RunningExecutor.start(
            new ExecutorOptions(
                new ExecutorId(name),
                group,
                SortedMaps.empty(),
                8,
                home,
                home.resolve("handlers"),
                List.of(HostAndPort.parse("127.0.0.1:" + linkPort)),
                "",
                10_000,
                Files.readString(dataDirectory().resolve("executor.token")).strip(),
                null,
                null,
                List.of()),
            new HandlerRegistry()));
    try (BatonClient client = client()) {
      while (client.executors().stream()
          .noneMatch(it -> it.id().equals(name) && it.leaseLeftMs() > 0)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  BatonClient client() throws IOException {
    ClientFile file = ClientFile.read(dataDirectory());
    return BatonClient.of(ClientSettings.of(file.servers(), file.token()));
  }

  /** The coordinator goes, and comes back at the same place under the next epoch. */
  void changeLeader() throws Exception {
    coordinator.close();
    coordinator = RunningCoordinator.start(settings(apiPort, linkPort), () -> {});
  }

  /** Runs a command line against this cluster. */
  Spoken baton(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--data-dir");
    all.add(dataDirectory().toString());
    return Spoken.by(all.toArray(String[]::new));
  }

  @Override
  public void close() throws Exception {
    for (RunningExecutor executor : executors) {
      executor.drain("the test is over", Duration.ZERO);
    }
    for (RunningExecutor executor : executors) {
      executor.end().get(30, TimeUnit.SECONDS);
    }
    coordinator.close();
  }
}
