package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.relay.Door;
import dev.baton.cli.lab.relay.RelayMain;
import dev.baton.cli.up.JavaPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the files of a new lab and works out how each of its processes is started. */
final class LabPlan {
  static final int ZOOKEEPERS = 3;
  private static final String ZOOKEEPER_MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

  private final LabSettings settings;
  private final Path directory;
  private final HostNetwork network;
  private final Wires wires;
  private final List<Member> members = new ArrayList<>();

  LabPlan(LabSettings settings) {
    this.settings = settings;
    this.directory = settings.directory();
    this.network = settings.wiring() == Wiring.HOSTS ? HostNetwork.random() : null;
    this.wires = new Wires(settings.wiring(), network);
  }

  LabState write() {
    String zookeeper = zookeepers();
    String password = settings.newPassword();
    writeSecret("store.password", password);
    int postgresPort = postgres(password);
    coordinators(zookeeper, postgresPort);
    executors(zookeeper);
    relay();
    LabState state = new LabState(directory.toString(), members, network);
    // Written first: what is made next can be removed by its word.
    state.write();
    if (network != null) {
      network.create(settings.executors());
    }
    executorHomes();
    return state;
  }

  private String zookeepers() {
    List<Integer> ports = FreePorts.take(ZOOKEEPERS * 3);
    List<String> addresses = new ArrayList<>();
    StringBuilder servers = new StringBuilder();
    for (int n = 1; n <= ZOOKEEPERS; n++) {
      servers.append(
          "server.%d=127.0.0.1:%d:%d\n"
              .formatted(n, ports.get(ZOOKEEPERS + n - 1), ports.get(2 * ZOOKEEPERS + n - 1)));
    }
    for (int n = 1; n <= ZOOKEEPERS; n++) {
      int port = ports.get(n - 1);
      Path home = directory.resolve("zookeeper-" + n);
      addresses.add(wires.address("zookeeper-" + n, port));
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
    return String.join(",", addresses);
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

  /** Stands before the coordinators, which it lets through. */
  private void relay() {
    List<Door> doors = wires.doors();
    if (doors.isEmpty()) {
      return;
    }
    List<String> args = new ArrayList<>();
    args.add(makeFolder(directory.resolve(Lab.RULES)).toString());
    args.add(directory.resolve(LabState.PROCESSES).toString());
    doors.forEach(door -> args.add(door.argument()));
    if (network != null) {
      for (int n = 1; n <= settings.executors(); n++) {
        args.add(network.address(n) + "=executor-" + n);
      }
    }
    members.add(
        ZOOKEEPERS + 1,
        member(
            "relay",
            Role.RELAY,
            doors.getFirst().host() + ":" + doors.getFirst().port(),
            JavaPrograms.command(
                RelayMain.class.getName(), List.of("-Xmx96m", "-XX:+UseSerialGC"), args),
            Map.of()));
  }

  private void coordinators(String zookeeper, int postgresPort) {
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
                      .formatted(wires.storePort(name, postgresPort), PostgresServer.DATABASE),
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
      wires.address(name, apiPort);
      wires.address(name, linkPort);
      args.addAll(List.of("--advertise", wires.host()));
      add(
          name,
          Role.COORDINATOR,
          "127.0.0.1:" + apiPort,
          withClock(
              name,
              JavaPrograms.command(
                  JavaPrograms.COORDINATOR, List.of("-Xmx512m", "-XX:+UseSerialGC"), args)),
          Map.of());
    }
  }

  private void executors(String zookeeper) {
    for (int n = 1; n <= settings.executors(); n++) {
      String name = "executor-" + n;
      List<String> args =
          new ArrayList<>(
              List.of(
                  "--name",
                  name,
                  "--data-dir",
                  directory.resolve(name).toString(),
                  "--slots",
                  Integer.toString(settings.slots()),
                  "--zookeeper",
                  zookeeper,
                  "--token-file",
                  directory.resolve("executor.token").toString()));
      List<String> command = new ArrayList<>();
      if (network != null) {
        command.addAll(network.prefix(n));
      }
      command.addAll(
          withClock(
              name,
              JavaPrograms.command(
                  JavaPrograms.EXECUTOR, List.of("-Xmx256m", "-XX:+UseSerialGC"), args)));
      add(name, Role.EXECUTOR, "", command, settings.executorEnvironment());
    }
  }

  private List<String> withClock(String name, List<String> program) {
    if (!settings.ownClocks()) {
      return program;
    }
    List<String> command = new ArrayList<>(new OwnClocks(directory).prefix(name));
    command.addAll(program);
    return command;
  }

  private void executorHomes() {
    for (int n = 1; n <= settings.executors(); n++) {
      Path home = makeFolder(directory.resolve("executor-" + n));
      if (settings.executorDiskMb() > 0) {
        SmallDisk.mount(home, settings.executorDiskMb());
      }
      if (settings.handlers() != null) {
        copyHandlers(home.resolve("handlers"));
      }
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
    members.add(member(name, role, address, command, environment));
  }

  private Member member(
      String name,
      Role role,
      String address,
      List<String> command,
      Map<String, String> environment) {
    Path log = directory.resolve("logs").resolve(name + ".log");
    return new Member(name, role, address, command, environment, log.toString(), 0, 0);
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
