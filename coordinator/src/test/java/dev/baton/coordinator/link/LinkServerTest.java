package dev.baton.coordinator.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.ArtifactAccepted;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.LogAccepted;
import dev.baton.common.wire.CoordinatorMessage.NotLeader;
import dev.baton.common.wire.CoordinatorMessage.RefusalCode;
import dev.baton.common.wire.CoordinatorMessage.Refused;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.ArtifactChunk;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.peer.PeerMessage;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.InboxAccess;
import dev.baton.coordinator.start.ExitCode;
import dev.baton.coordinator.start.StartException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkServerTest {
  private static final AttemptId ATTEMPT = new AttemptId(new RunId(1), "a", 1);
  private static final PeerMessage.Hello SELF = new PeerMessage.Hello("c1", "i1");

  private final Inbox inbox = new Inbox();
  private final LogsInMemory logs = new LogsInMemory();
  private final AtomicReference<String> leader = new AtomicReference<>("");
  private LinkServer server;

  @BeforeEach
  void start() throws Exception {
    LinkSettings settings = new LinkSettings("127.0.0.1", 0, null, "secret", "");
    server = LinkServer.start(settings, SELF, inbox, logs, leader::get);
    server.role(Role.LEADER, 7);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatAnExecutorSaysReachesTheInboxAndAnswersReachIt() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      long link = assertInstanceOf(Input.LinkOpened.class, next()).link();
      executor.send(new Goodbye("bye"));
      assertEquals(new Input.FromExecutor(link, new Goodbye("bye")), next());
      for (int n = 0; n < 1_000; n++) {
        server.send(link, new HeartbeatAck(7, n, 6_000));
      }
      for (int n = 0; n < 1_000; n++) {
        assertEquals(Optional.of(new HeartbeatAck(7, n, 6_000)), executor.receive());
      }
      executor.close();
      assertEquals(link, assertInstanceOf(Input.LinkClosed.class, next()).link());
    }
  }

  @Test
  void aWrongTokenIsRefusedAndTheCoreNeverHearsOfIt() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "guess")) {
      Refused refused = assertInstanceOf(Refused.class, executor.receive().orElseThrow());
      assertEquals(RefusalCode.TOKEN, refused.code());
      assertFalse(refused.reason().contains("secret"));
      assertTrue(executor.receive().isEmpty());
    }
    assertEquals(0, inbox.size());
    assertEquals(1, server.counters().turnedAway());
  }

  @Test
  void anotherWireVersionIsRefused() throws Exception {
    try (TestExecutor executor = TestExecutor.connect(server.port())) {
      executor.send(WireCodec.encode(new Greeting(99, Greeting.Role.EXECUTOR, "secret")));
      Refused refused = assertInstanceOf(Refused.class, executor.receive().orElseThrow());
      assertEquals(RefusalCode.WIRE_VERSION, refused.code());
    }
  }

  @Test
  void nonsenseInsteadOfAGreetingIsTurnedAway() throws Exception {
    byte[] http =
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (byte[] bytes :
        new byte[][] {http, {0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 7}, new byte[64]}) {
      try (TestExecutor executor = TestExecutor.connect(server.port())) {
        executor.sendRaw(bytes);
        executor.receive().ifPresent(it -> assertInstanceOf(Refused.class, it));
      }
    }
    assertEquals(0, inbox.size());
  }

  @Test
  void aRepeatedFrameClosesTheLink() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      next();
      FrameWriter again = new FrameWriter();
      again.frames(new byte[1]);
      byte[] second = again.frames(WireCodec.encode(new Goodbye("x"))).getFirst();
      executor.sendRaw(second);
      executor.sendRaw(second);
      assertInstanceOf(Input.FromExecutor.class, next());
      assertTrue(
          assertInstanceOf(Input.LinkClosed.class, next()).reason().contains("frame 2 came"));
    }
  }

  @Test
  void aFrameAboveTheLimitClosesTheLink() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      next();
      executor.sendRaw(ByteBuffer.allocate(4).putInt(Frames.MAX_FRAME_BYTES + 1).array());
      assertInstanceOf(Input.LinkClosed.class, next());
    }
  }

  @Test
  void aStandbySendsExecutorsToTheLeader() throws Exception {
    server.role(Role.STANDBY, 0);
    leader.set("other:7071");
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      assertEquals(Optional.of(new NotLeader(7, "other:7071")), executor.receive());
      assertTrue(executor.receive().isEmpty());
    }
    assertEquals(0, inbox.size());
  }

  @Test
  void aLinkIsHeldWhileNobodyLeadsAndSentAwayWhenSomebodyElseDoes() throws Exception {
    server.role(Role.STANDBY, 0);
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      assertInstanceOf(Input.LinkOpened.class, next());
      leader.set("other:7071");
      assertEquals(Optional.of(new NotLeader(7, "other:7071")), executor.receive());
      assertInstanceOf(Input.LinkClosed.class, next());
    }
  }

  @Test
  void logsAndArtifactsAreAcknowledgedWhenTheyAreStored() throws Exception {
    logs.away(true);
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      next();
      for (int n = 0; n < 100; n++) {
        executor.send(new LogChunk(ATTEMPT, n, n * 10L, new byte[10], n == 99));
      }
      executor.send(new ArtifactChunk(ATTEMPT, "report", 0, new byte[5], true));
      executor.send(new Goodbye("behind the chunks"));
      assertInstanceOf(Input.FromExecutor.class, next());
      logs.away(false);
      int acknowledged = -1;
      while (acknowledged < 99) {
        LogAccepted answer = assertInstanceOf(LogAccepted.class, executor.receive().orElseThrow());
        assertTrue(answer.number() > acknowledged);
        acknowledged = answer.number();
      }
      assertEquals(Optional.of(new ArtifactAccepted(7, ATTEMPT, "report", 0)), executor.receive());
    }
    assertEquals(100, logs.logs.size());
    assertEquals(1, logs.artifacts.size());
  }

  @Test
  void anOrderThatNoFrameCanCarryComesBackAsRefused() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      long link = assertInstanceOf(Input.LinkOpened.class, next()).link();
      CoordinatorMessage.StartOrder order =
          new CoordinatorMessage.StartOrder(
              ATTEMPT,
              new JobKey("n", "j"),
              new FencingToken(7, 1),
              "key",
              false,
              Trigger.MANUAL,
              null,
              new TaskAction.Shell("x".repeat(Frames.MAX_MESSAGE_BYTES)),
              SortedMaps.empty(),
              SortedMaps.empty(),
              null,
              java.time.Duration.ZERO);
      server.send(link, new CoordinatorMessage.Start(7, order));
      Input.FromExecutor answer = assertInstanceOf(Input.FromExecutor.class, next());
      assertInstanceOf(ExecutorMessage.StartRefused.class, answer.message());
    }
  }

  @Test
  void anExecutorThatDoesNotReadIsCutOff() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      long link = assertInstanceOf(Input.LinkOpened.class, next()).link();
      String text = "x".repeat(1024 * 1024);
      for (int n = 0; n < 100; n++) {
        server.send(link, new NotLeader(7, text));
      }
      assertTrue(
          assertInstanceOf(Input.LinkClosed.class, next()).reason().contains("does not take"));
    }
  }

  @Test
  void whatIsSaidBeforeAClosureArrives() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      long link = assertInstanceOf(Input.LinkOpened.class, next()).link();
      server.send(link, new Refused(7, RefusalCode.NAME_IN_USE, "copied"));
      server.close(link, "refused");
      assertInstanceOf(Refused.class, executor.receive().orElseThrow());
      assertTrue(executor.receive().isEmpty());
      assertEquals("refused", assertInstanceOf(Input.LinkClosed.class, next()).reason());
    }
  }

  @Test
  void aFloodOfTrafficIsNotReadUntilTheCoreHasTakenSome() throws Exception {
    try (TestExecutor executor = TestExecutor.greet(server.port(), "secret")) {
      next();
      String text = "x".repeat(500_000);
      int messages = 300;
      Thread flood =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int n = 0; n < messages; n++) {
                    executor.send(new Goodbye(text));
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      assertFalse(flood.join(java.time.Duration.ofMillis(700)), "the flood was swallowed whole");
      assertTrue(inbox.size() * 500_000L <= Inbox.MAX_TRAFFIC_BYTES + 2_000_000L);
      for (int n = 0; n < messages; n++) {
        assertInstanceOf(Input.FromExecutor.class, next());
      }
      assertTrue(flood.join(java.time.Duration.ofSeconds(10)));
    }
  }

  @Test
  void aPortInUseIsNamed() {
    LinkSettings same = new LinkSettings("127.0.0.1", server.port(), null, "", "");
    StartException e =
        assertThrows(
            StartException.class, () -> LinkServer.start(same, SELF, inbox, logs, () -> ""));
    assertEquals(ExitCode.ADDRESS, e.exitCode());
    assertTrue(e.getMessage().contains(":" + server.port()), e.getMessage());
    assertTrue(e.getMessage().contains("--link-port"), e.getMessage());
  }

  private Input next() {
    return InboxAccess.next(inbox);
  }
}
