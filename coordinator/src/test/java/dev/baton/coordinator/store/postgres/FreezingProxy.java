package dev.baton.coordinator.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a store and its server and can stop passing bytes on, in the middle of a message:
 * what the server then sees is a client that froze.
 */
final class FreezingProxy implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;

  private final int target;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch frozen = new CountDownLatch(1);
  private final CountDownLatch thawed = new CountDownLatch(1);
  private long requestBytesLeft = NEVER;
  private long answerBytesLeft = NEVER;

  FreezingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on this many bytes still reach the server, then none until {@link #thaw}. */
  synchronized void freezeRequestsAfter(long bytes) {
    requestBytesLeft = bytes;
  }

  /** From now on this many bytes still reach the client, then none until {@link #thaw}. */
  synchronized void freezeAnswersAfter(long bytes) {
    answerBytesLeft = bytes;
  }

  void awaitFrozen() throws InterruptedException {
    frozen.await();
  }

  void thaw() {
    thawed.countDown();
  }

  private synchronized int allowed(boolean request, int wanted) {
    long left = request ? requestBytesLeft : answerBytesLeft;
    if (left == NEVER) {
      return wanted;
    }
    int now = (int) Math.min(left, wanted);
    if (request) {
      requestBytesLeft -= now;
    } else {
      answerBytesLeft -= now;
    }
    return now;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> pass(client, server, true));
        Thread.ofVirtual().start(() -> pass(server, client, false));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void pass(Socket from, Socket to, boolean request) {
    byte[] buffer = new byte[8_192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        int now = allowed(request, read);
        out.write(buffer, 0, now);
        if (now < read) {
          frozen.countDown();
          thawed.await();
          out.write(buffer, now, read - now);
        }
      }
    } catch (IOException e) {
      // One side has gone, so the other goes too.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    thaw();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
