package dev.baton.coordinator.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.store.CommitLoop;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.CoreStore.CommitReading;
import dev.baton.coordinator.store.Samples;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import dev.baton.coordinator.store.WholeBatches;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed under a leader, and comes back. */
@Timeout(180)
class PostgresOutageTest {
  @TempDir Path directory;

  @Test
  void aServerKilledInMidCommitIsAnsweredUnknownAndAllThatWasAcknowledgedIsThereAfterwards()
      throws Exception {
    Path data = directory.resolve("data");
    StoreSettings settings;
    EmbeddedPostgres server = PostgresServer.start(data, 0);
    int port = server.getPort();
    try {
      settings = PostgresServer.newDatabase(server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    try (Store store = Stores.open(impatient(settings))) {
      CompletableFuture<Long> acknowledged = CompletableFuture.supplyAsync(() -> commitAll(store));
      while (store.reads().eventRange().last() < 20L * CommitLoop.FACTS) {
        Thread.onSpinWait();
      }
      killAll(data);
      long last = acknowledged.get(60, TimeUnit.SECONDS);
      assertTrue(last >= 19, "acknowledged " + last);
      assertFalse(store.core().answers());
      assertEquals(StoreAnswer.UNKNOWN, store.core().readEpoch().answer());
      assertEquals(StoreAnswer.UNKNOWN, store.core().raise(1, 2, "c", null));
      assertEquals(StoreAnswer.UNKNOWN, store.core().load(1).answer());
      assertThrows(StoreException.class, () -> store.reads().executors(10));

      server.close();
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      server = PostgresServer.start(data, port);
      awaitAnswer(store.core());
      WholeBatches.check(store, last);
    } finally {
      server.close();
    }
  }

  private static StoreSettings impatient(StoreSettings settings) {
    return new StoreSettings(
        settings.url(), settings.user(), settings.password(), Duration.ofSeconds(2));
  }

  /** Commits until a commit fails; returns the last batch that was acknowledged. */
  private static long commitAll(Store store) {
    long epoch = Samples.raise(store.core());
    for (long number = 1; ; number++) {
      CommitReading reading = store.core().commit(CommitLoop.batch(number, epoch));
      if (reading.answer() != StoreAnswer.OK) {
        assertEquals(StoreAnswer.UNKNOWN, reading.answer(), reading.detail());
        return number - 1;
      }
    }
  }

  /** kill -9 of the server and all its children, the postmaster first. */
  private static void killAll(Path data) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    var children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static void awaitAnswer(CoreStore store) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!store.answers()) {
      assertTrue(System.nanoTime() < deadline, "the store does not answer again");
      Thread.sleep(100);
    }
  }
}
