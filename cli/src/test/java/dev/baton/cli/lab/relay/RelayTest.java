package dev.baton.cli.lab.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.cli.lab.relay.LinkRule.Effect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What rules do to one connection with a server that answers each byte with its successor. A rule
 * is made when the connection stands at both ends: a cut would keep it from being made at all.
 */
class RelayTest {
  private static final int SOON_MS = 150;
  private static final int PATIENCE_MS = 60_000;
  private static final int FIRST = 100;
  private static final int MANY = 200;

  @TempDir private Path folder;
  private final BlockingQueue<Integer> heard = new ArrayBlockingQueue<>(16);
  private ServerSocket server;
  private ServerSocket relay;
  private LinkRules rules;
  private RuleBook book;
  private Socket client;

  @BeforeEach
  void connect() throws Exception {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    relay = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    rules = new LinkRules(folder);
    book = new RuleBook(folder);
    book.watch();
    Thread.ofVirtual().start(this::answer);
    Thread.ofVirtual().start(this::relay);
    client = new Socket(InetAddress.getLoopbackAddress(), relay.getLocalPort());
    client.setSoTimeout(PATIENCE_MS);
    say(FIRST);
    awaitHeard(FIRST);
    assertEquals(FIRST + 1, client.getInputStream().read());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    relay.close();
    server.close();
  }

  private void answer() {
    try (Socket caller = server.accept()) {
      for (int b = caller.getInputStream().read(); b >= 0; b = caller.getInputStream().read()) {
        heard.add(b);
        caller.getOutputStream().write(b + 1);
      }
      heard.add(-1);
    } catch (IOException e) {
      heard.add(-1);
    }
  }

  private void relay() {
    try {
      Door door = new Door("b", "127.0.0.1", relay.getLocalPort(), server.getLocalPort(), "a");
      new Relayed(book, "a", door, relay.accept(), () -> {}).run();
    } catch (IOException e) {
      // The test has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Effect effect) throws IOException {
    rules.put("rule", new LinkRule("a", "b", effect));
    book.read();
  }

  private void say(int b) throws IOException {
    client.getOutputStream().write(b);
  }

  private void awaitHeard(Integer b) throws InterruptedException {
    assertEquals(b, heard.poll(PATIENCE_MS, TimeUnit.MILLISECONDS));
  }

  private void assertSilence() throws IOException {
    client.setSoTimeout(SOON_MS);
    assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
    client.setSoTimeout(PATIENCE_MS);
  }

  private void assertClosed() {
    assertThrows(
        IOException.class,
        () -> {
          if (client.getInputStream().read() < 0) {
            throw new IOException("closed");
          }
        });
  }

  @Test
  void withoutRulesEverythingPasses() throws Exception {
    say(1);
    awaitHeard(1);
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void whatACutHoldsBackArrivesAfterIt() throws Exception {
    put(Effect.CUT);
    say(1);
    assertSilence();
    assertNull(heard.poll());
    rules.remove("rule");
    awaitHeard(1);
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void aOneWayCutLetsTheOtherWayPass() throws Exception {
    put(Effect.CUT_TO_CALLER);
    say(1);
    awaitHeard(1);
    assertSilence();
    rules.remove("rule");
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void aLostAnswerNeverComesAndTheConnectionEnds() throws Exception {
    put(Effect.LOSE_ANSWERS);
    say(1);
    awaitHeard(1);
    assertSilence();
    rules.remove("rule");
    assertClosed();
  }

  @Test
  void ofAHalfOpenConnectionOnlyTheTargetSeesTheEnd() throws Exception {
    say(1);
    awaitHeard(1);
    assertEquals(2, client.getInputStream().read());
    put(Effect.HALF_OPEN);
    awaitHeard(-1);
    assertSilence();
    rules.remove("rule");
    assertClosed();
  }

  @Test
  void aResetEndsBothSides() throws Exception {
    say(1);
    awaitHeard(1);
    assertEquals(2, client.getInputStream().read());
    put(Effect.RESET);
    assertClosed();
    awaitHeard(-1);
  }

  @Test
  void aRuleForOthersDoesNothing() throws Exception {
    rules.put("rule", new LinkRule("x", "b", Effect.CUT));
    book.read();
    say(1);
    awaitHeard(1);
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void aCallerIsFoundByItsProcess() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket dialled = new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort());
        Socket accepted = door.accept()) {
      Map<Long, String> processes = Map.of(ProcessHandle.current().pid(), "me");
      assertEquals("me", new Callers(Map.of(), () -> processes).of(accepted));
      assertEquals("-", new Callers(Map.of(), Map::of).of(accepted));
      assertEquals("host", new Callers(Map.of("127.0.0.1", "host"), Map::of).of(accepted));
      assertEquals(door.getLocalPort(), dialled.getPort());
    }
  }

  @Test
  void manyWhoDialAtOnceAreAllFound() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (ServerSocket door = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Long, String> processes = Map.of(ProcessHandle.current().pid(), "me");
      Callers callers = new Callers(Map.of(), () -> processes);
      List<Future<String>> found = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort()));
        Socket accepted = door.accept();
        sockets.add(accepted);
        found.add(asking.submit(() -> callers.of(accepted)));
      }
      for (Future<String> one : found) {
        assertEquals("me", one.get());
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
