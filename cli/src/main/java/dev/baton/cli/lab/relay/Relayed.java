package dev.baton.cli.lab.relay;

import dev.baton.cli.lab.relay.LinkRule.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection and what the rules do to it. */
final class Relayed {
  /** Small: after a cut there may be thousands of connections, with two buffers each. */
  private static final int BUFFER_BYTES = 8 * 1024;

  /** A target that is paused takes no more connections; its callers have given up by then. */
  private static final int DIAL_MS = 10_000;

  private final RuleBook rules;
  private final String caller;
  private final Door door;
  private final Socket client;
  private final Runnable targetClosed;
  private final AtomicBoolean lostAnswers = new AtomicBoolean();
  private final AtomicBoolean halfOpened = new AtomicBoolean();
  private volatile Socket target;

  /**
   * @param targetClosed called when the target has closed or refused a connection, before the
   *     caller is told
   */
  Relayed(RuleBook rules, String caller, Door door, Socket client, Runnable targetClosed) {
    this.rules = rules;
    this.caller = caller;
    this.door = door;
    this.client = client;
    this.targetClosed = targetClosed;
  }

  /** Blocks until the connection has ended. */
  void run() throws InterruptedException {
    try (client) {
      awaitWithout(Effect.CUT, Effect.CUT_TO_TARGET, Effect.CUT_TO_CALLER, Effect.HALF_OPEN);
      if (has(Effect.RESET)) {
        reset(client);
        return;
      }
      try (Socket dialled = dial()) {
        target = dialled;
        client.setTcpNoDelay(true);
        dialled.setTcpNoDelay(true);
        rules.tell(this);
        Thread back = Thread.ofVirtual().start(() -> pump(dialled, client, Effect.CUT_TO_CALLER));
        pump(client, dialled, Effect.CUT_TO_TARGET);
        back.join();
      } finally {
        rules.forget(this);
      }
    } catch (IOException e) {
      // Either side has gone; the other sees its socket closed, which is all there is to say.
    }
  }

  private Socket dial() throws IOException {
    Socket dialled = new Socket();
    try {
      dialled.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), door.targetPort()), DIAL_MS);
      return dialled;
    } catch (IOException e) {
      dialled.close();
      targetClosed.run();
      reset(client);
      throw e;
    }
  }

  /**
   * Does what cannot wait for the next byte. Called once, then whenever the rules have changed, by
   * one thread at a time.
   */
  void rulesChanged() {
    if (has(Effect.RESET) || (lostAnswers.get() && !has(Effect.LOSE_ANSWERS))) {
      reset(client);
      reset(target);
    } else if (has(Effect.HALF_OPEN)) {
      halfOpened.set(true);
      reset(target);
    } else if (halfOpened.get()) {
      reset(client);
    }
  }

  /** The rule may have gone between our looking and our noting what we threw away. */
  private void endIfOver() {
    if (!has(Effect.LOSE_ANSWERS)) {
      reset(client);
      reset(target);
    }
  }

  private void pump(Socket from, Socket to, Effect oneWay) {
    boolean fromTarget = oneWay == Effect.CUT_TO_CALLER;
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long delayMs = rules.delayMs(caller, door.target());
        if (delayMs > 0) {
          Thread.sleep(delayMs);
        }
        awaitWithout(Effect.CUT, oneWay);
        if (fromTarget && has(Effect.LOSE_ANSWERS)) {
          lostAnswers.set(true);
          endIfOver();
          continue;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
      if (fromTarget) {
        targetClosed.run();
      }
      awaitWithout(Effect.CUT, oneWay, Effect.HALF_OPEN);
      to.shutdownOutput();
    } catch (IOException e) {
      giveUp(from, to, fromTarget);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An end that a cut hides from the other side is told when the cut is over. */
  private void giveUp(Socket from, Socket to, boolean fromTarget) {
    if (fromTarget) {
      targetClosed.run();
    }
    try {
      awaitWithout(Effect.CUT, Effect.HALF_OPEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset(to);
    reset(from);
  }

  private boolean has(Effect effect) {
    return rules.has(caller, door.target(), effect);
  }

  private void awaitWithout(Effect... effects) throws InterruptedException {
    boolean clear;
    do {
      clear = true;
      for (Effect effect : effects) {
        clear &= !has(effect);
      }
      if (!clear) {
        Thread.sleep(RuleBook.LOOK_EVERY_MS);
      }
    } while (!clear);
  }

  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }
}
