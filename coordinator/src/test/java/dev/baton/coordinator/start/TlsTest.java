package dev.baton.coordinator.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.election.Candidate;
import dev.baton.coordinator.election.ZooKeeperElection.Standing;
import dev.baton.coordinator.link.LinkServer;
import dev.baton.coordinator.link.LinkSettings;
import dev.baton.coordinator.peer.PeerLinks;
import dev.baton.coordinator.peer.PeerMessage;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.InboxAccess;
import dev.baton.coordinator.start.CoordinatorSettings.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
  @TempDir Path directory;

  @Test
  void coordinatorsWatchEachOtherOverTls() throws Exception {
    TestCertificate files = TestCertificate.make(directory);
    Tls tls = Tls.of(new TlsFiles(files.certificate(), files.key(), files.certificate()));
    Inbox inbox = new Inbox();
    BlockingQueue<String> proofs = new LinkedBlockingQueue<>();
    CoordinatorNode standby = new CoordinatorNode("standby", "s", "h:1", "h:2");
    try (PeerLinks links =
        new PeerLinks(
            standby,
            tls.client(),
            "t",
            () -> true,
            (dead, proof) -> proofs.add(proof),
            seen -> {})) {
      try (LinkServer leader =
          LinkServer.start(
              new LinkSettings("127.0.0.1", 0, tls.server(), "", "t"),
              new PeerMessage.Hello("leader", "l"),
              inbox,
              null,
              () -> "")) {
        String address = "127.0.0.1:" + leader.port();
        Candidate first =
            new Candidate("/1", 1, 1, new CoordinatorNode("leader", "l", "h:1", address));
        Candidate own = new Candidate("/2", 2, 2, standby);
        links.follow(new Standing(List.of(first, own), own));
        links.start();
        assertInstanceOf(Input.PeerStoreHealth.class, InboxAccess.next(inbox));
      }
      assertNotNull(proofs.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void filesThatAreNoCertificateAreNamedAsSuch() throws Exception {
    TestCertificate files = TestCertificate.make(directory);
    StartException e =
        assertThrows(
            StartException.class,
            () -> Tls.of(new TlsFiles(files.key(), files.certificate(), null)));
    assertEquals(ExitCode.USAGE, e.exitCode());
    assertTrue(e.getMessage().contains("PEM"), e.getMessage());
  }
}
