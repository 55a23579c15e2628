package dev.baton.cli.lab.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Finds out which member has dialled: by its address where it has a network of its own, otherwise
 * by asking the kernel which process holds the other end. The kernel's tables are long and reading
 * them blocks: one thread reads them, once for all who wait.
 */
final class Callers {
  /** Whoever is no member, a client for example. */
  static final String STRANGER = "-";

  /** Columns of {@code /proc/net/tcp}. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int INODE = 9;

  /** Descriptors of sockets are links of this form. */
  private static final String SOCKET = "socket:[";

  private final Map<String, String> byAddress;
  private final Supplier<Map<Long, String>> processes;

  /** As many as doors have accepted and not yet let through: the kernel limits their sockets. */
  private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();

  /** Who dialled from one port to the other? */
  private record Question(int from, int to, CompletableFuture<String> answer) {
    long ports() {
      return key(from, to);
    }
  }

  /**
   * @param byAddress members with an address of their own
   * @param processes process number and name of each member as it stands
   */
  Callers(Map<String, String> byAddress, Supplier<Map<Long, String>> processes) {
    this.byAddress = byAddress;
    this.processes = processes;
    Thread.ofPlatform().name("callers").daemon().start(this::answer);
  }

  String of(Socket accepted) {
    InetSocketAddress peer = (InetSocketAddress) accepted.getRemoteSocketAddress();
    String known = byAddress.get(peer.getAddress().getHostAddress());
    if (known != null) {
      return known;
    }
    Question question =
        new Question(peer.getPort(), accepted.getLocalPort(), new CompletableFuture<>());
    questions.add(question);
    return question.answer().join();
  }

  private void answer() {
    try {
      while (true) {
        List<Question> asked = new ArrayList<>();
        asked.add(questions.take());
        questions.drainTo(asked);
        answer(asked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<Question> asked) {
    try {
      Map<Long, Long> inodes = inodes();
      Map<Long, String> holders = holders();
      for (Question question : asked) {
        Long inode = inodes.get(question.ports());
        question
            .answer()
            .complete(inode == null ? STRANGER : holders.getOrDefault(inode, STRANGER));
      }
    } catch (RuntimeException e) {
      System.err.println("who has dialled cannot be read: " + e);
      asked.forEach(question -> question.answer().complete(STRANGER));
    }
  }

  private static long key(int from, int to) {
    return (long) from << Integer.SIZE | to;
  }

  /** Every socket of this machine, by its own and its peer's port. */
  private static Map<Long, Long> inodes() {
    Map<Long, Long> found = new HashMap<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          String[] words = line.strip().split("\\s+");
          long inode = words.length > INODE && port(words[LOCAL]) >= 0 ? number(words[INODE]) : 0;
          if (inode != 0) {
            found.put(key(port(words[LOCAL]), port(words[REMOTE])), inode);
          }
        }
      } catch (IOException e) {
        // One of the two may not exist; the other decides.
      }
    }
    return found;
  }

  private static int port(String address) {
    int colon = address.indexOf(':');
    try {
      return colon < 0 ? -1 : Integer.parseInt(address, colon + 1, address.length(), 16);
    } catch (NumberFormatException e) {
      return -1; // The table's head.
    }
  }

  private static long number(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      return 0; // The table's head.
    }
  }

  /** The members that hold sockets, by these. */
  private Map<Long, String> holders() {
    Map<Long, String> found = new HashMap<>();
    for (Map.Entry<Long, String> process : processes.get().entrySet()) {
      Path folder = Path.of("/proc", Long.toString(process.getKey()), "fd");
      try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
        for (Path descriptor : open) {
          long inode = socket(descriptor);
          if (inode != 0) {
            found.put(inode, process.getValue());
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        // That process has gone; it is not the one that has just dialled.
      }
    }
    return found;
  }

  /** The socket's number; 0 = it is none, or closed meanwhile. */
  private static long socket(Path descriptor) {
    try {
      String link = Files.readSymbolicLink(descriptor).toString();
      return link.startsWith(SOCKET)
          ? number(link.substring(SOCKET.length(), link.length() - 1))
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
