package dev.baton.cli.lab.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Finds out which member has dialled: by its address where it has a network of its own, otherwise
 * by asking the kernel which process holds the other end.
 */
final class Callers {
  /** Whoever is no member, a client for example. */
  static final String STRANGER = "-";

  /** Columns of {@code /proc/net/tcp}. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private final Map<String, String> byAddress;
  private final Supplier<Map<Long, String>> processes;

  /**
   * @param byAddress members with an address of their own
   * @param processes process number and name of each member as it stands
   */
  Callers(Map<String, String> byAddress, Supplier<Map<Long, String>> processes) {
    this.byAddress = byAddress;
    this.processes = processes;
  }

  String of(Socket accepted) {
    InetSocketAddress peer = (InetSocketAddress) accepted.getRemoteSocketAddress();
    String known = byAddress.get(peer.getAddress().getHostAddress());
    if (known != null) {
      return known;
    }
    long inode = inode(peer.getPort(), accepted.getLocalPort());
    return inode == 0 ? STRANGER : holder(inode);
  }

  /** The socket of this machine that dialled from {@code from} to {@code to}; 0 = none. */
  private static long inode(int from, int to) {
    String local = String.format(Locale.ROOT, ":%04X ", from);
    String remote = String.format(Locale.ROOT, ":%04X ", to);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          if (!line.contains(local) || !line.contains(remote)) {
            continue; // Nearly all: there may be thousands, and each caller waits for this.
          }
          String[] words = line.strip().split("\\s+");
          if (words.length > INODE && port(words[LOCAL]) == from && port(words[REMOTE]) == to) {
            return Long.parseLong(words[INODE]);
          }
        }
      } catch (IOException e) {
        // One of the two may not exist; the other decides.
      }
    }
    return 0;
  }

  private static int port(String address) {
    int colon = address.indexOf(':');
    try {
      return colon < 0 ? -1 : Integer.parseInt(address, colon + 1, address.length(), 16);
    } catch (NumberFormatException e) {
      return -1; // The table's head.
    }
  }

  private String holder(long inode) {
    String wanted = "socket:[" + inode + "]";
    for (Map.Entry<Long, String> process : processes.get().entrySet()) {
      Path folder = Path.of("/proc", Long.toString(process.getKey()), "fd");
      try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
        for (Path descriptor : open) {
          if (isSocket(descriptor, wanted)) {
            return process.getValue();
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        // That process has gone; it is not the one that has just dialled.
      }
    }
    return STRANGER;
  }

  private static boolean isSocket(Path descriptor, String wanted) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(wanted);
    } catch (IOException e) {
      return false;
    }
  }
}
