package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.BrokenBatchException;
import dev.baton.coordinator.store.sql.CommitPlans;
import dev.baton.coordinator.store.sql.CommitPlans.Plan;
import dev.baton.coordinator.store.sql.Database;
import dev.baton.coordinator.store.sql.Leadership;
import dev.baton.coordinator.store.sql.SnapshotReader;
import dev.baton.coordinator.store.sql.UniqueKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hard state in PostgreSQL. Answers of a commit: a broken unique rule, or a value that the server
 * refuses, is CONFLICT. After any other failure the session is given up; if the store then says
 * that the epoch has been raised and that the batch's events are not there, it is FENCED, else
 * UNKNOWN: also where the server has rolled back for certain (disk full, time-out), for the caller
 * does the same after both.
 */
final class PostgresCoreStore implements CoreStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresCoreStore.class);

  /** Classes of SQLSTATE: integrity constraint violation, and data exception. */
  private static final String CONSTRAINT = "23";

  private static final String DATA = "22";

  /**
   * For one statement of a load. Longer than the core waits at first: it gives the next load more
   * time, and this one does not hold up the raise for ever where the network is gone.
   */
  private static final int LOAD_LIMIT_MS = 20_000;

  private static final int ANSWER_MARGIN_MS = 2_000;

  /** Never waits behind a slow read of a screen. */
  private final Database questions;

  private final CommitPlans plans;
  private final AtomicReference<WriterSession> writer = new AtomicReference<>();
  private final SpareSession spare;

  PostgresCoreStore(Connections connections, Database questions) {
    this.questions = questions;
    this.plans = new CommitPlans(questions);
    this.spare = new SpareSession(connections);
  }

  @Override
  public EpochReading readEpoch() {
    try {
      Leadership now = questions.read(Leadership::read);
      return new EpochReading(
          StoreAnswer.OK, now.clusterId(), now.epoch(), UniqueKeys.missing(questions));
    } catch (StoreException e) {
      LOG.debug("The epoch was not read", e);
      return EpochReading.unknown();
    }
  }

  @Override
  public StoreAnswer raise(long from, long to, String coordinator, ElectionNode node) {
    plans.forget();
    WriterSession session = null;
    try {
      Leadership now = questions.read(Leadership::read);
      if (now.epoch() != from) {
        return StoreAnswer.FENCED;
      }
      if (now.session() != null) {
        end(now.session());
      }
      session = spare.take();
      if (!session.raise(from, to, coordinator, node)) {
        session.close();
        return StoreAnswer.FENCED;
      }
      replaceWriter(session);
      return StoreAnswer.OK;
    } catch (StoreException | SQLException e) {
      LOG.debug("The raise to epoch {} is open", to, e);
      if (session != null) {
        session.close();
      }
      return StoreAnswer.UNKNOWN;
    }
  }

  /**
   * Its locks go with it. Where that is not allowed (another user's session) the fence alone still
   * keeps the store right; the raise then waits for the former leader's statement.
   */
  private void end(String session) {
    try {
      Optional<Boolean> ended =
          questions.read(handle ->
              handle
                  .createQuery(SessionName.END)
                  .bind("session", session)
                  .mapTo(Boolean.class)
                  .findOne());
      ended.ifPresent(yes -> LOG.info("Ended the former leader's store session {}", session));
    } catch (StoreException e) {
      LOG.warn("Cannot end the former leader's store session {}", session, e);
    }
  }

  private void replaceWriter(WriterSession session) {
    WriterSession before = writer.getAndSet(session);
    if (before != null) {
      before.close();
    }
  }

  @Override
  public SnapshotReading load(long epoch) {
    try {
      return questions.read(handle ->
          handle.inTransaction(
              TransactionIsolationLevel.REPEATABLE_READ, transaction -> load(transaction, epoch)));
    } catch (StoreException e) {
      LOG.debug("The snapshot was not read", e);
      return new SnapshotReading(StoreAnswer.UNKNOWN, null, null);
    }
  }

  /** All that is open may be much: its statements have a limit of their own. */
  private SnapshotReading load(Handle handle, long epoch) {
    Connection connection = handle.getConnection();
    try {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, LOAD_LIMIT_MS + ANSWER_MARGIN_MS);
      handle.execute("SET LOCAL statement_timeout = " + LOAD_LIMIT_MS);
      SnapshotReading reading = loadAll(handle, epoch);
      connection.setNetworkTimeout(Runnable::run, before);
      return reading;
    } catch (SQLException e) {
      throw new StoreException("The store's answers cannot be waited for.", e);
    }
  }

  private SnapshotReading loadAll(Handle handle, long epoch) {
    if (Leadership.read(handle).epoch() != epoch) {
      return new SnapshotReading(StoreAnswer.FENCED, null, null);
    }
    long micros =
        handle
            .createQuery("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")
            .mapTo(Long.class)
            .one();
    return new SnapshotReading(
        StoreAnswer.OK, new SnapshotReader(questions, handle).read(), Micros.toInstant(micros));
  }

  @Override
  public CommitReading commit(Batch batch) {
    WriterSession session = writer.get();
    try {
      Plan plan = plans.plan(batch);
      if (session == null) {
        return settle(batch, "there is no session to write on: raise first");
      }
      Instant at = session.commit(batch.epoch(), plan.writes());
      if (at == null) {
        return new CommitReading(StoreAnswer.FENCED, null, "the epoch has been raised");
      }
      plans.written(plan);
      return new CommitReading(StoreAnswer.OK, at, "");
    } catch (BrokenBatchException e) {
      return new CommitReading(StoreAnswer.CONFLICT, null, e.getMessage());
    } catch (StoreException e) {
      return new CommitReading(StoreAnswer.UNKNOWN, null, e.getMessage());
    } catch (SQLException e) {
      plans.forget();
      if (isConflict(e)) {
        return new CommitReading(StoreAnswer.CONFLICT, null, e.getMessage());
      }
      writer.compareAndSet(session, null);
      session.close();
      return settle(batch, e.getMessage());
    }
  }

  @Override
  public Practice practice() {
    CommitPlans practicePlans = new CommitPlans(questions);
    return batch -> {
      try {
        Plan plan = practicePlans.plan(batch);
        spare.practise(plan.writes());
        practicePlans.written(plan);
      } catch (BrokenBatchException | StoreException | SQLException e) {
        // The leader writes meanwhile, so what was read before need not fit what is there now.
        LOG.debug("A commit for practice came to nothing", e);
      }
    };
  }

  private static boolean isConflict(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith(CONSTRAINT) || state.startsWith(DATA));
  }

  /**
   * What became of a batch whose answer is missing. Once the epoch has been raised nothing of ours
   * can be under way any more, so the events that are there tell.
   */
  private CommitReading settle(Batch batch, String detail) {
    try {
      boolean refused =
          questions.read(handle ->
              Leadership.read(handle).epoch() != batch.epoch() && !isWritten(handle, batch));
      return refused
          ? new CommitReading(
              StoreAnswer.FENCED, null, "the epoch has been raised, and before that: " + detail)
          : new CommitReading(StoreAnswer.UNKNOWN, null, detail);
    } catch (StoreException e) {
      return new CommitReading(StoreAnswer.UNKNOWN, null, detail);
    }
  }

  private static boolean isWritten(Handle handle, Batch batch) {
    return handle
            .createQuery(
                "SELECT count(*) FROM event_chunks WHERE first_number = :first AND epoch = :e")
            .bind("first", batch.firstEventNumber())
            .bind("e", batch.epoch())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  @Override
  public boolean answers() {
    try {
      // A server that only follows another takes no writes.
      return questions.read(handle ->
          handle.createQuery("SELECT NOT pg_is_in_recovery()").mapTo(Boolean.class).one());
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public void close() {
    replaceWriter(null);
    spare.close();
    questions.close();
  }
}
