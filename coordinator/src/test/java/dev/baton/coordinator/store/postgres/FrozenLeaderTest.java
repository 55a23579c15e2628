package dev.baton.coordinator.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.CoreStore.CommitReading;
import dev.baton.coordinator.store.Samples;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import dev.baton.coordinator.store.TestSeed;
import dev.baton.coordinator.store.WholeBatches;
import dev.baton.coordinator.store.Writer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leader that froze, at any moment of a commit, holds nothing that its successor needs. */
@Timeout(120)
class FrozenLeaderTest {
  /** More than a second is what an idle machine would never need; a busy one may. */
  private static final long PATIENCE_MS = 5_000;

  private static final int RUNS = 3_000;

  private static Batch bigBatch(long epoch, long firstRun, long firstEvent) {
    List<Fact> facts = new ArrayList<>();
    for (long id = firstRun; id < firstRun + RUNS; id++) {
      facts.add(new Fact.RunCreated(Samples.run(id)));
    }
    return new Batch(1, epoch, firstEvent, facts);
  }

  private static StoreSettings through(FreezingProxy proxy, StoreSettings direct) {
    String url = direct.url().replaceFirst("localhost:\\d+", "localhost:" + proxy.port());
    return StoreSettings.postgres(url, direct.user(), direct.password());
  }

  private static int port(StoreSettings settings) {
    return Integer.parseInt(settings.url().replaceFirst(".*localhost:(\\d+).*", "$1"));
  }

  /** Raises, and says how long that took. */
  private static long raiseMs(CoreStore store) {
    long started = System.nanoTime();
    Samples.raise(store);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  private static void commitOk(CoreStore store, Batch batch) {
    CommitReading reading = store.commit(batch);
    assertEquals(StoreAnswer.OK, reading.answer(), reading.detail());
  }

  @Test
  void aLeaderFrozenWhileItSendsABatchHoldsNothingAndWritesNothing() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store successor = Stores.open(settings);
        FreezingProxy proxy = new FreezingProxy(port(settings));
        Store frozen = Stores.open(through(proxy, settings))) {
      long epoch = Samples.raise(frozen.core());
      commitOk(frozen.core(), Samples.batch(epoch, 1, new Fact.RunCreated(Samples.run(1))));
      proxy.freezeRequestsAfter(100_000);
      CompletableFuture<CommitReading> late =
          CompletableFuture.supplyAsync(() -> frozen.core().commit(bigBatch(epoch, 2, 2)));
      proxy.awaitFrozen();
      long raiseMs = raiseMs(successor.core());
      assertTrue(raiseMs < PATIENCE_MS, "the raise took " + raiseMs + " ms");
      commitOk(successor.core(), bigBatch(epoch + 1, 2, 2));
      proxy.thaw();
      assertEquals(StoreAnswer.FENCED, late.get().answer(), late.get().detail());
      Snapshot snapshot = successor.core().load(epoch + 1).snapshot();
      assertEquals(RUNS + 1, snapshot.runs().size());
      assertEquals(RUNS + 2, snapshot.nextEventNumber());
      System.out.println("raised in " + raiseMs + " ms past a leader frozen while sending");
    }
  }

  @Test
  void aLeaderFrozenBeforeItReadsTheAnswerHasWrittenAndIsSucceeded() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store successor = Stores.open(settings);
        FreezingProxy proxy = new FreezingProxy(port(settings));
        Store frozen = Stores.open(through(proxy, settings))) {
      long epoch = Samples.raise(frozen.core());
      commitOk(frozen.core(), Samples.batch(epoch, 1, new Fact.RunCreated(Samples.run(1))));
      proxy.freezeAnswersAfter(0);
      CompletableFuture<CommitReading> late =
          CompletableFuture.supplyAsync(() -> frozen.core().commit(bigBatch(epoch, 2, 2)));
      proxy.awaitFrozen();
      awaitRuns(successor, epoch, RUNS + 1);
      long raiseMs = raiseMs(successor.core());
      assertTrue(raiseMs < PATIENCE_MS, "the raise took " + raiseMs + " ms");
      assertEquals(RUNS + 1, successor.core().load(epoch + 1).snapshot().runs().size());
      proxy.thaw();
      assertNotEquals(StoreAnswer.FENCED, late.get().answer());
      assertNotEquals(StoreAnswer.CONFLICT, late.get().answer());
    }
  }

  /** The batch is on its way to the server; a busy one takes a while to commit it. */
  private static void awaitRuns(Store store, long epoch, int runs) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (store.core().load(epoch).snapshot().runs().size() < runs) {
      assertTrue(System.nanoTime() < deadline, "the batch was not committed within 30 s");
      Thread.sleep(20);
    }
  }

  /** The worst that any client could do: a transaction left open on the leader's session. */
  @Test
  void aTransactionLeftOpenOnTheLeadersSessionIsEndedByTheRaise() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store successor = Stores.open(settings);
        Connection session =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = session.createStatement()) {
      long epoch = Samples.raise(successor.core());
      String name;
      try (ResultSet row = statement.executeQuery(SessionName.OWN)) {
        row.next();
        name = row.getString(1);
      }
      statement.execute("UPDATE baton.leadership SET store_session = '" + name + "'");
      session.setAutoCommit(false);
      statement.execute("SELECT * FROM baton.leadership FOR SHARE");
      statement.execute(
          "INSERT INTO baton.run_minutes (minute, job, status, run_count) VALUES (1, '', 'X', 1)");
      long raiseMs = raiseMs(successor.core());
      assertTrue(raiseMs < PATIENCE_MS, "the raise took " + raiseMs + " ms");
      assertThrows(SQLException.class, session::commit);
      assertEquals(List.of(), successor.reads().runsPerMinute(null, null, null));
      commitOk(successor.core(), bigBatch(epoch + 1, 1, 1));
    }
  }

  @Test
  void anotherProgramsSessionIsNotEnded() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store store = Stores.open(settings);
        Connection other =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = other.createStatement()) {
      Samples.raise(store.core());
      // Its process id, but another start: the id was used again.
      statement.execute(
          "UPDATE baton.leadership SET store_session = pg_backend_pid() || '@1234567890'");
      Samples.raise(store.core());
      assertTrue(statement.execute("SELECT 1"));
    }
  }

  @Test
  void aLeaderStoppedAtRandomMomentsIsSucceededAtOnceAndFencedWhenItGoesOn() throws Exception {
    Random random = new Random(TestSeed.take());
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store successor = Stores.open(settings)) {
      for (int round = 0; round < 3; round++) {
        try (Writer writer = Writer.start(settings)) {
          writer.awaitAcknowledged(5 + random.nextInt(100));
          writer.signal("STOP");
          writer.drain();
          long raiseMs = raiseMs(successor.core());
          System.out.println("raised in " + raiseMs + " ms past a stopped leader");
          assertTrue(raiseMs < PATIENCE_MS, "the raise took " + raiseMs + " ms");
          long batches = WholeBatches.check(successor, writer.acknowledged());
          writer.signal("CONT");
          String last = writer.awaitEnd();
          assertTrue(last.startsWith("FENCED") || last.startsWith("UNKNOWN"), last);
          assertEquals(batches, WholeBatches.check(successor, batches));
        }
      }
    }
  }
}
