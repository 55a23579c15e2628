package dev.baton.cli.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network in which each executor is a host of its own: a network namespace, joined to this
 * machine by a pair of virtual Ethernet devices. Needs root and {@code ip}.
 *
 * @param id of this lab, in the names of its namespaces
 * @param subnet the first three numbers of its addresses
 */
record HostNetwork(String id, String subnet) {
  private static final int FIRST_EXECUTOR = 10;
  private static final Path NAMESPACES = Path.of("/run/netns");

  static HostNetwork random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new HostNetwork(
        "bt" + Integer.toHexString(random.nextInt(0x1000, 0x10000)),
        "10." + random.nextInt(64, 128) + "." + random.nextInt(256));
  }

  /** Whether this process may make one, and why not. */
  static String missing() {
    if (!System.getProperty("user.name").equals("root")) {
      return "network namespaces need root";
    }
    return Tool.isThere("ip") && Tool.isThere("nsenter")
        ? ""
        : "network namespaces need the programs ip and nsenter";
  }

  /** This machine's address in it. */
  String host() {
    return subnet + ".1";
  }

  String address(int executor) {
    return subnet + "." + (FIRST_EXECUTOR + executor);
  }

  private String name(int executor) {
    return id + "-" + executor;
  }

  private String device(int executor) {
    return "v" + name(executor);
  }

  /** Makes this machine's address and one host for each executor. */
  void create(int executors) {
    Tool.run("ip", "address", "add", host() + "/32", "dev", "lo");
    for (int n = 1; n <= executors; n++) {
      Tool.run("ip", "netns", "add", name(n));
      Tool.run(
          "ip", "link", "add", device(n), "type", "veth", "peer", "name", "eth0", "netns", name(n));
      inside(n, "ip", "link", "set", "lo", "up");
      inside(n, "ip", "address", "add", address(n) + "/32", "dev", "eth0");
      inside(n, "ip", "link", "set", "eth0", "up");
      plug(n);
    }
  }

  /** The host's cable is in: both directions pass. */
  void plug(int executor) {
    Tool.run("ip", "link", "set", device(executor), "up");
    Tool.run("ip", "route", "replace", address(executor) + "/32", "dev", device(executor));
    inside(executor, "ip", "route", "replace", host() + "/32", "dev", "eth0");
  }

  /** Nothing passes, and nobody is told. */
  void unplug(int executor) {
    Tool.run("ip", "link", "set", device(executor), "down");
  }

  /** What is sent to the executor is lost; what it sends arrives. */
  void deafen(int executor) {
    Tool.run("ip", "route", "replace", "blackhole", address(executor) + "/32");
  }

  /** What the executor sends is lost; what is sent to it arrives. */
  void mute(int executor) {
    inside(executor, "ip", "route", "replace", "blackhole", host() + "/32");
  }

  /** Both ends of an executor's cable. */
  List<PacketFate> ends(int executor) {
    return List.of(
        new PacketFate(List.of(), device(executor)), new PacketFate(prefix(executor), "eth0"));
  }

  /** The start of a command that runs in the executor's host. */
  List<String> prefix(int executor) {
    return List.of("nsenter", "--net=" + NAMESPACES.resolve(name(executor)));
  }

  private void inside(int executor, String... command) {
    List<String> whole = new ArrayList<>(prefix(executor));
    whole.addAll(List.of(command));
    Tool.run(whole.toArray(String[]::new));
  }

  /** Removes what is there of it, however much that is. */
  void remove(int executors) {
    for (int n = 1; n <= executors; n++) {
      if (Files.exists(NAMESPACES.resolve(name(n)))) {
        Tool.tryRun("ip", "link", "delete", device(n));
        Tool.tryRun("ip", "netns", "delete", name(n));
      }
    }
    Tool.tryRun("ip", "address", "delete", host() + "/32", "dev", "lo");
  }
}
