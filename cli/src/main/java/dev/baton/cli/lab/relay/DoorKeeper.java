package dev.baton.cli.lab.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Listens for one target while the target listens. Whoever dials a process that is gone must be
 * refused, as without a relay: coordinators tell a dead one by that.
 */
final class DoorKeeper {
  private static final int BACKLOG = 200;
  private static final long LOOK_EVERY_MS = 50;

  private final Door door;
  private final RuleBook rules;
  private final Callers callers;
  private volatile ServerSocket server;

  DoorKeeper(Door door, RuleBook rules, Callers callers) {
    this.door = door;
    this.rules = rules;
    this.callers = callers;
  }

  void start() {
    Thread.ofPlatform().name(door.target()).start(this::keep);
  }

  private void keep() {
    try {
      while (true) {
        try (ServerSocket open =
            new ServerSocket(door.port(), BACKLOG, InetAddress.getByName(door.host()))) {
          server = open;
          accept(open);
        } catch (IOException e) {
          if (server == null) {
            System.err.println(
                "cannot listen on " + door.host() + ":" + door.port() + ": " + e.getMessage());
          }
        }
        while (!targetListens()) {
          Thread.sleep(LOOK_EVERY_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket open) throws IOException {
    while (true) {
      Socket client = open.accept();
      Thread.ofVirtual().start(() -> connect(client));
    }
  }

  private void connect(Socket client) {
    try {
      String caller = door.caller().isEmpty() ? callers.of(client) : door.caller();
      new Relayed(rules, caller, door, client, this::closeIfTargetHasGone).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeIfTargetHasGone() {
    ServerSocket open = server;
    if (open != null && !targetListens()) {
      try {
        open.close();
      } catch (IOException e) {
        // It no longer listens, which is what was wanted.
      }
    }
  }

  private boolean targetListens() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), door.targetPort())) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
