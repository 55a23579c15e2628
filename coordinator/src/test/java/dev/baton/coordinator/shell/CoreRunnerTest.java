package dev.baton.coordinator.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.CoordinatorCore;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.SafetyRules;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.election.ElectionPort;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CoreRunnerTest {
  private static final Command.Actor ACTOR = new Command.Actor("test", "here", "");

  @TempDir Path directory;
  private final Inbox inbox = new Inbox();
  private final BlockingQueue<Role> roles = new LinkedBlockingQueue<>();
  private final BlockingQueue<Batch> published = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closedLinks = new LinkedBlockingQueue<>();
  private final AtomicInteger withdrawals = new AtomicInteger();
  private Store store;
  private CoreRunner runner;

  @BeforeEach
  void openStore() {
    store = Stores.open(StoreSettings.sqlite(directory.resolve("baton.db").toString()));
  }

  @AfterEach
  void close() {
    runner.close();
    store.close();
  }

  @Test
  void aCoordinatorAloneComesToLeadAndAnswersCommands() throws Exception {
    start(() -> core(new SafetyRules()));
    awaitRole(Role.LEADER);
    assertEquals(1, runner.standing().epoch());
    CommandResult result =
        runner
            .submit(new Command.PauseJob(ACTOR, new JobKey("no", "such")))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertEquals(
        CommandResult.Code.NOT_FOUND,
        assertInstanceOf(CommandResult.Rejected.class, result).code());
    assertEquals(1, published.take().epoch());
  }

  @Test
  void aCommandToAStandbyIsRejectedAtOnce() throws Exception {
    start(() -> core(new SafetyRules()));
    // No word of the store yet, so nobody stands.
    CommandResult result =
        runner.submit(new Command.StepDown(ACTOR)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertEquals(
        CommandResult.Code.NOT_LEADER,
        assertInstanceOf(CommandResult.Rejected.class, result).code());
  }

  @Test
  void aBrokenInvariantGivesUpThePlaceAndANewCoreLeadsAgain() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    SafetyRules rules =
        new SafetyRules() {
          @Override
          public boolean loadsAfterRaising() {
            if (broken.getAndSet(false)) {
              throw new IllegalStateException("broken on purpose");
            }
            return true;
          }
        };
    start(() -> core(rules));
    inbox.put(new Input.LinkOpened(7, "somewhere"));
    awaitRole(Role.STANDBY);
    assertEquals(1, withdrawals.get());
    assertEquals("7", closedLinks.take());
    awaitRole(Role.LEADER);
    assertEquals(1, runner.standing().epoch());
  }

  @Test
  void steppingDownForGoodTakesNoNewPlace() throws Exception {
    start(() -> core(new SafetyRules()));
    awaitRole(Role.LEADER);
    runner.standNoMore();
    runner.submit(new Command.StepDown(ACTOR));
    awaitRole(Role.STANDBY);
    inbox.put(new Input.StoreHealth(true, ""));
    assertEquals(null, roles.poll(500, TimeUnit.MILLISECONDS));
  }

  @Test
  void aRehearsalLeadsWithoutRaisingTheEpoch() {
    start(() -> core(new SafetyRules()));
    Rehearsal rehearsal = new Rehearsal(() -> core(new SafetyRules()), store.core(), () -> true);
    assertTrue(rehearsal.lead());
    assertEquals(0, store.core().readEpoch().epoch());
    rehearsal.close();
  }

  private static CoordinatorCore core(SafetyRules rules) {
    return new CoordinatorCore("c1", CoreSettings.DEFAULT, rules);
  }

  private void start(Supplier<CoordinatorCore> newCore) {
    Ports ports =
        new Ports(store.core(), new OnlyCandidate(), new NoLinks(), published::add, it -> {});
    runner = new CoreRunner(newCore, "c1", inbox, ports, System::nanoTime, () -> {});
    runner.start();
  }

  /** Tells the core that the store answers, as the probe does, until it is what we wait for. */
  private void awaitRole(Role wanted) throws InterruptedException {
    Role role = null;
    while (role != wanted) {
      inbox.put(new Input.StoreHealth(true, ""));
      Role next = roles.poll(100, TimeUnit.MILLISECONDS);
      role = next == null ? role : next;
    }
  }

  /** An election in which nobody else stands. */
  private final class OnlyCandidate implements ElectionPort {
    private int places;

    @Override
    public void stand() {
      inbox.put(new Input.ElectionChanged(new ElectionNode("/e/" + ++places, "s"), true));
    }

    @Override
    public void withdraw(ElectionNode node, String reason) {
      withdrawals.incrementAndGet();
    }

    @Override
    public CompletionStage<Confirmation> confirm(ElectionNode node) {
      return CompletableFuture.completedFuture(Confirmation.FIRST);
    }

    @Override
    public void announce(long epoch) {}

    @Override
    public void stopAnnouncing() {}
  }

  private final class NoLinks implements LinkPort {
    @Override
    public void send(long link, CoordinatorMessage message) {}

    @Override
    public void close(long link, String reason) {
      closedLinks.add(Long.toString(link));
    }

    @Override
    public void role(Role role, long epoch) {
      roles.add(role);
    }
  }
}
