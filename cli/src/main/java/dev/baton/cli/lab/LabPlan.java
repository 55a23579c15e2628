package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.up.JavaPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the files of a new lab and works out how each of its processes is started. */
final class LabPlan {
  static final int ZOOKEEPERS = 3;
  private static final String ZOOKEEPER_MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

  private final LabSettings settings;
  private final Path directory;
  private final List<Member> members = new ArrayList<>();

  LabPlan(LabSettings settings) {
    this.settings = settings;
    this.directory = settings.directory();
  }

  LabState write() {
    String zookeeper = zookeepers();
    String password = settings.newPassword();
    writeSecret("store.password", password);
    int postgresPort = postgres(password);
    List<Integer> storePorts =
        settings.storeProxy()
            ? storeProxy(postgresPort)
            : Collections.nCopies(settings.coordinators(), postgresPort);
    coordinators(zookeeper, storePorts);
    executors(zookeeper);
    LabState state = new LabState(directory.toString(), members);
    state.write();
    return state;
  }

  private String zookeepers() {
    List<Integer> ports = FreePorts.take(ZOOKEEPERS * 3);
    StringBuilder servers = new StringBuilder();
    for (int n = 1; n <= ZOOKEEPERS; n++) {
      servers.append(
          "server.%d=127.0.0.1:%d:%d\n"
              .formatted(n, ports.get(ZOOKEEPERS + n - 1), ports.get(2 * ZOOKEEPERS + n - 1)));
    }
    for (int n = 1; n <= ZOOKEEPERS; n++) {
      int port = ports.get(n - 1);
      Path home = directory.resolve("zookeeper-" + n);
      writeFile(home.resolve("data").resolve("myid"), n + "\n");
      writeFile(
          home.resolve("zoo.cfg"),
          """
          tickTime=500
          initLimit=20
          syncLimit=10
          minSessionTimeout=1000
          maxSessionTimeout=60000
          maxClientCnxns=0
          admin.enableServer=false
          autopurge.purgeInterval=1
          dataDir=%s
          clientPort=%d
          clientPortAddress=127.0.0.1
          %s\
          """
              .formatted(home.resolve("data"), port, servers));
      add(
          "zookeeper-" + n,
          Role.ZOOKEEPER,
          "127.0.0.1:" + port,
          JavaPrograms.command(
              ZOOKEEPER_MAIN,
              List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dzookeeper.4lw.commands.whitelist=srvr"),
              List.of(home.resolve("zoo.cfg").toString())),
          Map.of());
    }
    return members.stream().map(Member::address).collect(Collectors.joining(","));
  }

  private int postgres(String password) {
    Path bin =
        settings.postgresBin() != null
            ? settings.postgresBin()
            : PostgresServer.unpack(directory.resolve("postgres-programs"));
    int port = FreePorts.take(1).getFirst();
    PostgresServer server =
        new PostgresServer(bin, directory.resolve("postgres").resolve("data"), port);
    server.init(password);
    add("postgres", Role.POSTGRES, "127.0.0.1:" + port, server.command(), server.environment());
    return port;
  }

  private List<Integer> storeProxy(int postgresPort) {
    List<Integer> ports = FreePorts.take(settings.coordinators());
    Path control = makeFolder(directory.resolve("cut"));
    List<String> args = new ArrayList<>();
    args.add(control.toString());
    args.add(Integer.toString(postgresPort));
    for (int n = 1; n <= settings.coordinators(); n++) {
      args.add("coordinator-" + n + "=" + ports.get(n - 1));
    }
    add(
        "store-proxy",
        Role.STORE_PROXY,
        "127.0.0.1:" + ports.getFirst(),
        JavaPrograms.command(
            StoreProxyMain.class.getName(), List.of("-Xmx64m", "-XX:+UseSerialGC"), args),
        Map.of());
    return ports;
  }

  private void coordinators(String zookeeper, List<Integer> storePorts) {
    List<Integer> ports = FreePorts.take(settings.coordinators() * 2);
    for (int n = 1; n <= settings.coordinators(); n++) {
      int apiPort = ports.get(2 * n - 2);
      int linkPort = ports.get(2 * n - 1);
      String name = "coordinator-" + n;
      List<String> args =
          new ArrayList<>(
              List.of(
                  "--id",
                  name,
                  "--data-dir",
                  makeFolder(directory.resolve(name)).toString(),
                  "--zookeeper",
                  zookeeper,
                  "--store",
                  "jdbc:postgresql://127.0.0.1:%d/%s"
                      .formatted(storePorts.get(n - 1), PostgresServer.DATABASE),
                  "--store-user",
                  PostgresServer.USER,
                  "--store-password-file",
                  directory.resolve("store.password").toString(),
                  "--tokens",
                  directory.resolve("tokens").toString(),
                  "--api-port",
                  Integer.toString(apiPort),
                  "--link-port",
                  Integer.toString(linkPort)));
      args.addAll(settings.coordinatorOptions());
      add(
          name,
          Role.COORDINATOR,
          "127.0.0.1:" + apiPort,
          JavaPrograms.command(
              JavaPrograms.COORDINATOR, List.of("-Xmx512m", "-XX:+UseSerialGC"), args),
          Map.of());
    }
  }

  private void executors(String zookeeper) {
    for (int n = 1; n <= settings.executors(); n++) {
      String name = "executor-" + n;
      Path home = makeFolder(directory.resolve(name));
      if (settings.handlers() != null) {
        copyHandlers(home.resolve("handlers"));
      }
      List<String> args =
          new ArrayList<>(
              List.of(
                  "--name",
                  name,
                  "--data-dir",
                  home.toString(),
                  "--slots",
                  Integer.toString(settings.slots()),
                  "--zookeeper",
                  zookeeper,
                  "--token-file",
                  directory.resolve("executor.token").toString()));
      args.addAll(settings.executorOptions());
      add(
          name,
          Role.EXECUTOR,
          "",
          JavaPrograms.command(
              JavaPrograms.EXECUTOR, List.of("-Xmx256m", "-XX:+UseSerialGC"), args),
          settings.executorEnvironment());
    }
  }

  private void copyHandlers(Path to) {
    try {
      Files.createDirectories(to);
      Files.copy(settings.handlers(), to.resolve(settings.handlers().getFileName()));
    } catch (IOException e) {
      throw new LabException("cannot copy the handlers to " + to + ": " + e.getMessage(), e);
    }
  }

  private void add(
      String name,
      Role role,
      String address,
      List<String> command,
      Map<String, String> environment) {
    Path log = directory.resolve("logs").resolve(name + ".log");
    members.add(new Member(name, role, address, command, environment, log.toString(), 0, 0));
  }

  private void writeSecret(String name, String secret) {
    Path file = directory.resolve(name);
    writeFile(file, secret + "\n");
    if (!file.toFile().setReadable(false, false) || !file.toFile().setReadable(true, true)) {
      throw new LabException("cannot protect " + file);
    }
  }

  private static void writeFile(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LabException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static Path makeFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LabException("cannot make " + folder + ": " + e.getMessage(), e);
    }
  }
}
