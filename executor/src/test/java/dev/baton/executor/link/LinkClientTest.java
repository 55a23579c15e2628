package dev.baton.executor.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.executor.journal.Spool;
import dev.baton.executor.journal.SpoolLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkClientTest {
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> roomAgain = new LinkedBlockingQueue<>();

  /** What hearing a message waits for, on the event loop. */
  private volatile CountDownLatch loopWaitsFor = new CountDownLatch(0);

  private volatile Runnable whenWritable = () -> {};
  private ServerSocket server;
  private LinkClient client;

  private record Up(long link) {}

  private record Down(long link, String reason) {}

  private record Heard(long link, CoordinatorMessage message) {}

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket();
    server.setReceiveBufferSize(64 * 1024);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new LinkClient(new LinkSettings(2_000, "secret", null), listener());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void greetsAndThenSaysAndHearsInOrder() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      assertEquals(new Up(1), event());
      assertEquals(new Greeting(1, Greeting.Role.EXECUTOR, "secret"), coordinator.greeting);
      for (int i = 0; i < 100; i++) {
        client.send(1, new Draining("number " + i));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals(new Draining("number " + i), coordinator.hear());
      }
      for (int i = 0; i < 100; i++) {
        coordinator.say(new HeartbeatAck(1, i, 6_000));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals(new Heard(1, new HeartbeatAck(1, i, 6_000)), event());
      }
    }
    assertInstanceOf(Down.class, event());
  }

  @Test
  void aRepeatedFrameEndsTheLinkAndIsNotHeard() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      List<byte[]> frames = coordinator.frames(new HeartbeatAck(1, 1, 6_000));
      coordinator.write(frames.getFirst());
      coordinator.write(frames.getFirst());
      assertInstanceOf(Heard.class, event());
      Down down = assertInstanceOf(Down.class, event());
      assertTrue(down.reason().contains("frame 1 came where 2 was next"), down.reason());
      assertTrue(coordinator.isClosedByPeer());
    }
  }

  @Test
  void aMissingFrameEndsTheLink() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      coordinator.frames(new HeartbeatAck(1, 1, 6_000));
      coordinator.say(new HeartbeatAck(1, 2, 6_000));
      assertInstanceOf(Down.class, event());
    }
  }

  @Test
  void bytesThatAreNoMessageEndTheLink() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      coordinator.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertInstanceOf(Down.class, event());
    }
  }

  @Test
  void aRefusedDialSaysWhereItWent() throws Exception {
    HostAndPort nobody = address();
    server.close();
    client.dial(1, nobody);
    Down down = assertInstanceOf(Down.class, event());
    assertEquals(1, down.link());
    assertTrue(down.reason().contains(nobody.toString()), down.reason());
  }

  @Test
  void anUnknownHostSaysSo() throws Exception {
    client.dial(1, new HostAndPort("no-such-host.invalid", 1));
    Down down = assertInstanceOf(Down.class, event());
    assertTrue(down.reason().contains("no-such-host.invalid"), down.reason());
  }

  @Test
  void aClosedLinkIsSilentAndItsLastWordsAreWritten() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      client.send(1, new Draining("last"));
      client.close(1);
      assertEquals(new Draining("last"), coordinator.hear());
      assertTrue(coordinator.isClosedByPeer());
    }
    client.dial(2, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      assertEquals(new Up(2), event());
      client.send(1, new Draining("of the old link"));
      client.send(2, new Draining("of the new link"));
      assertEquals(new Draining("of the new link"), coordinator.hear());
    }
  }

  @Test
  void theLastWordsAreWrittenEvenIfTheLoopIsBusyWhenTheClientCloses() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      CountDownLatch busy = new CountDownLatch(1);
      loopWaitsFor = busy;
      coordinator.say(new HeartbeatAck(1, 1, 6_000));
      assertInstanceOf(Heard.class, event());
      client.send(1, new Draining("last"));
      Thread closing = Thread.ofPlatform().start(client::close);
      // Until the closing thread waits for the loop, or has told it to shut down.
      while (closing.getState() == Thread.State.NEW
          || closing.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      busy.countDown();
      assertEquals(new Draining("last"), coordinator.hear());
      closing.join();
    }
  }

  @Test
  void aMessageLongerThanAFrameArrivesWhole() throws Exception {
    client.dial(1, address());
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      event();
      Draining huge = new Draining("x".repeat(3_000_000));
      client.send(1, huge);
      assertEquals(huge, coordinator.hear());
    }
  }

  @Test
  void logsAreShippedNoFasterThanTheyAreTakenAndHeartbeatsPassByThem(@TempDir Path directory)
      throws Exception {
    AttemptId attempt = new AttemptId(new RunId(1), "talks", 1);
    try (Spool spool = Spool.open(directory, SpoolLimits.DEFAULT, System::nanoTime);
        ChunkShipper shipper = new ChunkShipper(spool, client, pending -> {})) {
      shipper.begin();
      whenWritable = shipper::wake;
      for (int i = 0; i < 150; i++) {
        spool.output(attempt, new byte[64 * 1024]);
      }
      spool.end(attempt);
      client.dial(1, address());
      try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
        event();
        shipper.open(1);
        // Nobody reads: what is on its way is held in buffers, and stays little.
        while (roomAgain.poll(500, TimeUnit.MILLISECONDS) != null) {}
        assertFalse(client.isWritable(), "in flight: " + spool.inFlightBytes());
        client.send(1, new Draining("a word of control"));
        long before = 0;
        ExecutorMessage message = coordinator.hear();
        while (message instanceof LogChunk chunk) {
          before += chunk.bytes().length;
          message = coordinator.hear();
        }
        assertEquals(new Draining("a word of control"), message);
        assertTrue(before <= ChunkShipper.MAX_IN_FLIGHT_BYTES, "bytes before: " + before);
        readAndAcknowledge(coordinator, spool, attempt);
      }
    }
  }

  /** The limit of what is in flight holds until acknowledgements come. */
  private static void readAndAcknowledge(CoordinatorEnd coordinator, Spool spool, AttemptId attempt)
      throws Exception {
    while (true) {
      if (coordinator.hear() instanceof LogChunk chunk) {
        spool.logAccepted(attempt, chunk.number());
        if (chunk.last()) {
          return;
        }
      }
    }
  }

  private HostAndPort address() {
    return new HostAndPort("127.0.0.1", server.getLocalPort());
  }

  private Object event() throws InterruptedException {
    Object event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing happened for 10 s");
    }
    return event;
  }

  private LinkListener listener() {
    return new LinkListener() {
      @Override
      public void up(long link) {
        events.add(new Up(link));
      }

      @Override
      public void down(long link, String reason) {
        events.add(new Down(link, reason));
      }

      @Override
      public void heard(long link, CoordinatorMessage message) {
        CountDownLatch waits = loopWaitsFor;
        events.add(new Heard(link, message));
        try {
          waits.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void writable(long link) {
        roomAgain.add(link);
        whenWritable.run();
      }
    };
  }
}
