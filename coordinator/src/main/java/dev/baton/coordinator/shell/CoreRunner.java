package dev.baton.coordinator.shell;

import dev.baton.common.time.Now;
import dev.baton.coordinator.core.CoordinatorCore;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.CoreStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps the core on the one thread that may, and does what it asks for, in order. An exception of
 * the core is a broken invariant: its memory is thrown away and the place in the election given up;
 * a new core begins with nothing.
 */
public final class CoreRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CoreRunner.class);

  /** Inputs taken between two readings of the clock that counts through suspends. */
  private static final int MAX_BATCH = 256;

  /** The thread looks up at least this often. */
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CLOSE_LIMIT_MS = 5_000;
  private static final Input TICK = new Input.Tick();

  private final Supplier<CoordinatorCore> newCore;
  private final Inbox inbox;
  private final Ports ports;
  private final StoreCalls store;
  private final OpenRequests requests = new OpenRequests();
  private final Clock clock;
  private final Watchdog watchdog;
  private final CoreLag lag = new CoreLag();
  private final AtomicLong turns = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("core").unstarted(this::run);

  private volatile Standing standing = new Standing(Role.STANDBY, 0);
  private volatile String unfit = "";
  private volatile boolean stopped;
  private volatile boolean noStanding;

  // The rest belongs to the core's thread.
  private CoordinatorCore core;
  private long generation;
  private final CrashBrake brake = new CrashBrake();
  private long wakeAtNanos = Long.MAX_VALUE;
  private ElectionNode node;
  private final Set<Long> links = new TreeSet<>();

  /** What this coordinator is; the epoch is 0 unless it leads. */
  public record Standing(Role role, long epoch) {}

  /**
   * @param newCore a core with empty memory
   * @param coordinator our name, for the store
   * @param nanos monotonic, counting through suspends
   * @param stuck called when the core makes no progress any more
   */
  public CoreRunner(
      Supplier<CoordinatorCore> newCore,
      String coordinator,
      Inbox inbox,
      Ports ports,
      LongSupplier nanos,
      Runnable stuck) {
    this.newCore = newCore;
    this.inbox = inbox;
    this.ports = ports;
    this.store = new StoreCalls(ports.store(), coordinator);
    this.clock = new Clock(nanos);
    this.core = newCore.get();
    this.watchdog = new Watchdog(turns::get, stuck);
  }

  public void start() {
    thread.start();
    watchdog.start();
  }

  // ---- for other threads

  /** Never blocks; completes when what the command changed is durable. */
  public CompletionStage<CommandResult> submit(Command command) {
    CompletableFuture<CommandResult> answer = new CompletableFuture<>();
    long request = requests.begin(answer);
    if (request >= 0) {
      inbox.put(new Input.CommandGiven(request, command));
    }
    return answer;
  }

  public Standing standing() {
    return standing;
  }

  /** Why this coordinator refuses to lead, for people; empty if it does not. */
  public String unfit() {
    return unfit;
  }

  public CoreLag lag() {
    return lag;
  }

  /** From now on no place in the election is taken any more. */
  public void standNoMore() {
    noStanding = true;
  }

  // ---- the core's thread

  private void run() {
    while (!stopped) {
      turns.incrementAndGet();
      clock.readAnew();
      List<Supplier<Input>> taken = inbox.take(MAX_BATCH);
      for (Supplier<Input> late : taken) {
        Input input = late.get();
        if (input != null) {
          step(input);
        }
      }
      long left = wakeAtNanos - clock.now().nanos();
      if (left <= 0) {
        lag.tickCame(-left);
        step(TICK);
      } else if (taken.isEmpty()) {
        inbox.await(Math.min(left, MAX_WAIT_NANOS));
      }
    }
  }

  private void step(Input input) {
    note(input);
    Now now = clock.now();
    if (brake.holdsBack(input, now.nanos())) {
      return;
    }
    try {
      for (Effect effect : core.step(now, input)) {
        perform(effect);
      }
    } catch (RuntimeException | StackOverflowError e) {
      log.error(
          "The core broke an invariant on {}; it begins anew with empty memory",
          input.getClass().getSimpleName(),
          e);
      beginAnew(now);
    }
  }

  /** What a new core would need to know of before. */
  private void note(Input input) {
    if (input instanceof Input.ElectionChanged changed) {
      node = changed.node();
    } else if (input instanceof Input.LinkOpened opened) {
      links.add(opened.link());
    } else if (input instanceof Input.LinkClosed closed) {
      links.remove(closed.link());
    }
  }

  private void beginAnew(Now now) {
    generation++;
    brake.crashed(now.nanos());
    core = newCore.get();
    wakeAtNanos = Long.MAX_VALUE;
    if (node != null) {
      ports.election().withdraw(node, "the core broke an invariant");
      node = null;
    }
    links.forEach(link -> ports.links().close(link, "the coordinator had to begin anew"));
    links.clear();
    become(new Effect.RoleChanged(Role.STANDBY, 0, "the core began anew"));
    requests.answerAllUnknown();
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Stand _ -> {
        if (!noStanding) {
          ports.election().stand();
        }
      }
      case Effect.Withdraw withdraw -> {
        node = null;
        ports.election().withdraw(withdraw.node(), withdraw.reason());
      }
      case Effect.ReadEpoch(long request) ->
          store.readEpoch(
              ifStillAsked(
                  "Reading the epoch",
                  it ->
                      new Input.EpochRead(
                          request, it.answer(), it.clusterId(), it.epoch(), it.missingKeys())));
      case Effect.ConfirmElection(long request, ElectionNode asked) ->
          ports
              .election()
              .confirm(asked)
              .thenAccept(
                  ifStillAsked(
                      "Confirming the election", it -> new Input.ElectionConfirmed(request, it)));
      case Effect.RaiseEpoch raise ->
          store.raise(
              raise,
              ifStillAsked("Raising the epoch", it -> new Input.EpochRaised(raise.request(), it)));
      case Effect.LoadSnapshot(long request, long epoch) ->
          store.load(
              epoch,
              ifStillAsked(
                  "Loading the snapshot",
                  it ->
                      new Input.SnapshotLoaded(
                          request, it.answer(), it.snapshot(), it.storeTime())));
      case Effect.Commit commit -> commit(commit.batch());
      case Effect.Publish publish -> ports.publish().accept(publish.batch());
      case Effect.Send send -> ports.links().send(send.link(), send.message());
      case Effect.CloseLink close -> ports.links().close(close.link(), close.reason());
      case Effect.Answer answer -> requests.answer(answer.request(), answer.result());
      case Effect.WakeAt wake -> wakeAtNanos = wake.nanos();
      case Effect.RoleChanged changed -> become(changed);
      case Effect.Counted counted -> ports.count().accept(counted);
      case Effect.Note note -> log.info("{}", note.text());
      case Effect.Unfit(String text) -> {
        unfit = text;
        if (!text.isEmpty()) {
          log.error("This coordinator does not lead. {}", text);
        }
      }
    }
  }

  /**
   * Puts the answer into the inbox; there it is void if the core has begun anew by its turn.
   *
   * @param what was asked, for the log
   */
  private <T> Consumer<T> ifStillAsked(String what, Function<T, Input> input) {
    long asking = generation;
    long askedNanos = System.nanoTime();
    return answer -> {
      log.debug(
          "{}: answered after {} ms",
          what,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNanos));
      inbox.putLate(() -> asking == generation ? input.apply(answer) : null);
    };
  }

  private void commit(Batch batch) {
    long epoch = batch.epoch();
    long number = batch.number();
    long sentNanos = System.nanoTime();
    store.commit(
        batch, reading -> inbox.putLate(() -> committed(epoch, number, sentNanos, reading)));
  }

  private Input committed(
      long epoch, long number, long sentNanos, CoreStore.CommitReading reading) {
    lag.commitTook(System.nanoTime() - sentNanos);
    return new Input.CommitDone(epoch, number, reading.answer(), reading.storeTime());
  }

  private void become(Effect.RoleChanged changed) {
    standing = new Standing(changed.role(), changed.epoch());
    log.info(
        "{}{} ({})",
        changed.role(),
        changed.role() == Role.LEADER ? " under epoch " + changed.epoch() : "",
        changed.reason());
    ports.links().role(changed.role(), changed.epoch());
    if (changed.role() == Role.LEADER) {
      ports.election().announce(changed.epoch());
    } else {
      ports.election().stopAnnouncing();
    }
  }

  /** Stops stepping. What is in the inbox stays there. */
  @Override
  public void close() {
    stopped = true;
    watchdog.close();
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
    requests.answerAllUnknown();
  }
}
