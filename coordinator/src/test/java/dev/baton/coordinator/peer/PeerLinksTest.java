package dev.baton.coordinator.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.PeerReach;
import dev.baton.coordinator.election.Candidate;
import dev.baton.coordinator.election.ZooKeeperElection.Standing;
import dev.baton.coordinator.link.LinkServer;
import dev.baton.coordinator.link.LinkSettings;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.InboxAccess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerLinksTest {
  private static final String TOKEN = "among us";

  private final Inbox inboxOfLeader = new Inbox();
  private final BlockingQueue<String> proofs = new LinkedBlockingQueue<>();
  private final BlockingQueue<Input.PeerSeen> seen = new LinkedBlockingQueue<>();
  private final PeerLinks links =
      new PeerLinks(
          new CoordinatorNode("standby", "s1", "h:1", "h:2"),
          null,
          TOKEN,
          () -> true,
          (candidate, proof) -> proofs.add(candidate.coordinator().id() + ": " + proof),
          seen::add);
  private LinkServer leader;

  @AfterEach
  void stop() {
    links.close();
    if (leader != null) {
      leader.close();
    }
  }

  @Test
  void aLeaderWhoseProcessEndsIsProvenDeadAtOnce() throws Exception {
    int port = startLeader("l1", 0);
    links.follow(before(candidate("l1", port)));
    awaitBeat();
    leader.close();
    leader = null;
    long closed = System.nanoTime();
    String proof = proofs.poll(5, TimeUnit.SECONDS);
    assertNotNull(proof);
    assertTrue(proof.contains("refused"), proof);
    assertTrue(System.nanoTime() - closed < TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void anotherProcessInItsPlaceProvesItDead() throws Exception {
    int port = startLeader("l1", 0);
    links.follow(before(candidate("l1", port)));
    awaitBeat();
    leader.close();
    startLeader("l2", port);
    String proof = proofs.poll(5, TimeUnit.SECONDS);
    assertNotNull(proof);
  }

  @Test
  void aRestartedProcessIsToldByItsFirstHello() throws Exception {
    int port = startLeader("l2", 0);
    links.follow(before(candidate("l1", port)));
    String proof = proofs.poll(5, TimeUnit.SECONDS);
    assertTrue(proof != null && proof.contains("another process"), proof);
  }

  @Test
  void aRefusalProvesNothingAboutAProcessNeverTalkedTo() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    links.follow(before(candidate("l1", port)));
    assertNull(proofs.poll(1, TimeUnit.SECONDS));
  }

  @Test
  void aProcessThatAcceptsAndSaysNothingIsNotProvenDead() throws Exception {
    try (ServerSocket dying = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      dying.setSoTimeout(5_000);
      links.follow(before(candidate("l1", dying.getLocalPort())));
      try (Socket alive = dying.accept()) {
        byte[] hello = PeerCodec.encode(new PeerMessage.Hello("leader", "l1"));
        alive.getOutputStream().write(new FrameWriter().frames(hello).getFirst());
        alive.getOutputStream().flush();
        // Not before it was read: a reset would throw it away.
        assertNull(proofs.poll(200, TimeUnit.MILLISECONDS));
      }
      try (Socket first = dying.accept();
          Socket second = dying.accept()) {
        assertNull(proofs.poll(300, TimeUnit.MILLISECONDS), () -> first + " " + second);
      }
    }
    assertNotNull(proofs.poll(5, TimeUnit.SECONDS), "not even when it refuses");
  }

  @Test
  void aLeaderThatStandsNoMoreIsDialledOnceToTellHowItWent() throws Exception {
    int port = startLeader("l1", 0);
    links.follow(before(candidate("l1", port)));
    awaitBeat();
    links.follow(before());
    assertEquals(PeerReach.ALIVE, seen.poll(5, TimeUnit.SECONDS).reach());
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      links.follow(before(candidate("l1", mute.getLocalPort())));
      links.follow(before());
      assertEquals(PeerReach.MUTE, seen.poll(5, TimeUnit.SECONDS).reach());
    }
    leader.close();
    leader = null;
    links.follow(before(candidate("l1", port)));
    links.follow(before());
    assertEquals(PeerReach.DEAD, seen.poll(5, TimeUnit.SECONDS).reach());
  }

  @Test
  void aCandidateThatIsGoneFromTheListIsNoLongerWatched() throws Exception {
    int port = startLeader("l1", 0);
    links.follow(before(candidate("l1", port)));
    awaitBeat();
    links.follow(before());
    leader.close();
    leader = null;
    assertNull(proofs.poll(700, TimeUnit.MILLISECONDS));
  }

  private void awaitBeat() {
    Input input = InboxAccess.next(inboxOfLeader);
    assertEquals(new Input.PeerStoreHealth("standby", true), input);
  }

  private int startLeader(String incarnation, int port) throws Exception {
    PeerMessage.Hello self = new PeerMessage.Hello("leader", incarnation);
    LinkSettings settings = new LinkSettings("127.0.0.1", port, null, "", TOKEN);
    leader = LinkServer.start(settings, self, inboxOfLeader, null, () -> "");
    links.start();
    return leader.port();
  }

  private static Candidate candidate(String incarnation, int port) {
    return new Candidate(
        "/e/" + incarnation,
        1,
        1,
        new CoordinatorNode("leader", incarnation, "h:1", "127.0.0.1:" + port));
  }

  private static Standing before(Candidate... candidates) {
    Candidate own =
        new Candidate("/e/own", 9, 2, new CoordinatorNode("standby", "s1", "h:1", "h:2"));
    List<Candidate> all = new ArrayList<>(List.of(candidates));
    all.add(own);
    return new Standing(all, own);
  }
}
