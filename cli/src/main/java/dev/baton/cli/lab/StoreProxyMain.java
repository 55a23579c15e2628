package dev.baton.cli.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands between each coordinator and PostgreSQL, so that one coordinator can be cut off from the
 * store alone. A coordinator is cut while the file of its name is in the control folder: what is on
 * its way stays on its way, and new connections get no answer.
 *
 * <p>Arguments: control folder, PostgreSQL's port, then {@code NAME=PORT} for each coordinator.
 */
public final class StoreProxyMain {
  private static final long LOOK_EVERY_MS = 20;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path control;
  private final int storePort;

  private StoreProxyMain(Path control, int storePort) {
    this.control = control;
    this.storePort = storePort;
  }

  public static void main(String[] args) throws Exception {
    StoreProxyMain proxy = new StoreProxyMain(Path.of(args[0]), Integer.parseInt(args[1]));
    for (int i = 2; i < args.length; i++) {
      String[] door = args[i].split("=", 2);
      ServerSocket server =
          new ServerSocket(Integer.parseInt(door[1]), 100, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().name("accept-" + door[0]).start(() -> proxy.accept(server, door[0]));
    }
  }

  private void accept(ServerSocket server, String name) {
    while (true) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client, name));
      } catch (IOException e) {
        System.err.println("accept for " + name + " failed: " + e.getMessage());
        return;
      }
    }
  }

  private void connect(Socket client, String name) {
    try (client) {
      awaitHeal(name);
      try (Socket store = new Socket(InetAddress.getLoopbackAddress(), storePort)) {
        client.setTcpNoDelay(true);
        store.setTcpNoDelay(true);
        Thread back = Thread.ofVirtual().start(() -> pump(store, client, name));
        pump(client, store, name);
        back.join();
      }
    } catch (IOException e) {
      // Either side has gone; the other sees its socket closed, which is all there is to say.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to, String name) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitHeal(name);
        out.write(buffer, 0, n);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      closeQuietly(to);
      closeQuietly(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }

  private void awaitHeal(String name) throws InterruptedException {
    while (Files.exists(control.resolve(name))) {
      Thread.sleep(LOOK_EVERY_MS);
    }
  }
}
