package dev.baton.cli.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback that were free a moment ago, none of them twice. They lie below the range from
 * which the system gives ports to outgoing connections: a port of that range may be anybody's by
 * the time a server of the lab wants it, or wants it again after a kill.
 */
final class FreePorts {
  private static final int FIRST = 15_000;

  /** Where outgoing connections begin if the system does not say. */
  private static final int USUAL_END = 32_768;

  private static final Path OUTGOING_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int TRIES = 10_000;

  /** What this process has given away; a server may not have opened it yet. */
  private static final Set<Integer> GIVEN = new LinkedHashSet<>();

  private FreePorts() {}

  static synchronized List<Integer> take(int count) {
    int end = Math.max(FIRST + 1_000, endOfOurs());
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < TRIES && ports.size() < count; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, end);
      if (!GIVEN.contains(port) && isFree(port)) {
        GIVEN.add(port);
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new LabException("found no " + count + " free ports from " + FIRST + " to " + end);
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() == port;
    } catch (IOException e) {
      return false;
    }
  }

  private static int endOfOurs() {
    try {
      return Integer.parseInt(Files.readString(OUTGOING_RANGE).strip().split("\\s+")[0]);
    } catch (IOException | NumberFormatException e) {
      return USUAL_END;
    }
  }
}
