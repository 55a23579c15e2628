package dev.baton.coordinator.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.command.CommandResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Inbox, watchdog, brake and open requests, each alone. */
class ShellPartsTest {
  private static final Input TRAFFIC = new Input.LinkOpened(1, "x");

  @Test
  void anInboxKeepsTheOrderAndNeverDrops() {
    Inbox inbox = new Inbox();
    for (long n = 0; n < 1_000; n++) {
      inbox.put(new Input.LinkOpened(n, ""));
    }
    assertEquals(1_000, inbox.size());
    for (long n = 0; n < 1_000; n++) {
      assertEquals(new Input.LinkOpened(n, ""), inbox.take(1).getFirst().get());
    }
    assertTrue(inbox.take(1).isEmpty());
  }

  @Test
  void trafficIsToldToStopAndCalledWhenHalfIsTaken() {
    Inbox inbox = new Inbox();
    AtomicInteger calls = new AtomicInteger();
    int frame = 1024 * 1024;
    int put = 0;
    while (inbox.putTraffic(TRAFFIC, frame)) {
      put++;
    }
    inbox.whenRoom(calls::incrementAndGet);
    inbox.take(put / 4);
    assertEquals(0, calls.get());
    inbox.put(TRAFFIC);
    inbox.take(put / 2);
    assertEquals(1, calls.get());
    inbox.whenRoom(calls::incrementAndGet);
    assertEquals(2, calls.get(), "there is room: at once");
  }

  @Test
  void aLateInputMayBeVoidByItsTurn() {
    Inbox inbox = new Inbox();
    AtomicLong generation = new AtomicLong();
    long asked = generation.get();
    inbox.putLate(() -> asked == generation.get() ? TRAFFIC : null);
    generation.incrementAndGet();
    assertNull(inbox.take(1).getFirst().get());
  }

  @Test
  void aThreadWithoutProgressIsReportedOnceAndOneWithProgressNever() {
    AtomicLong progress = new AtomicLong();
    AtomicInteger reports = new AtomicInteger();
    Watchdog dog = new Watchdog(progress::get, reports::incrementAndGet);
    for (int look = 0; look < 100; look++) {
      progress.incrementAndGet();
      dog.look();
    }
    assertEquals(0, reports.get());
    for (int look = 0; look < 3 * Watchdog.LOOKS; look++) {
      dog.look();
    }
    assertEquals(1, reports.get());
    dog.close();
  }

  @Test
  void theBrakeHoldsLongerWithEachCrash() {
    CrashBrake brake = new CrashBrake();
    Input healthy = new Input.StoreHealth(true, "");
    assertFalse(brake.holdsBack(healthy, 0));
    long second = TimeUnit.SECONDS.toNanos(1);
    brake.crashed(0);
    assertTrue(brake.holdsBack(healthy, second - 1));
    assertFalse(brake.holdsBack(TRAFFIC, second - 1));
    assertFalse(brake.holdsBack(healthy, second));
    brake.crashed(2 * second);
    assertTrue(brake.holdsBack(healthy, 4 * second - 1));
    assertFalse(brake.holdsBack(healthy, 4 * second));
    brake.crashed(1_000 * second);
    assertFalse(brake.holdsBack(healthy, 1_001 * second), "long ago is forgotten");
  }

  @Test
  void tooManyOpenCommandsAreRejectedAndAllAreAnsweredWhenMemoryIsLost() throws Exception {
    OpenRequests requests = new OpenRequests();
    CompletableFuture<CommandResult> first = new CompletableFuture<>();
    requests.begin(first);
    for (int n = 1; n < OpenRequests.MAX_OPEN; n++) {
      requests.begin(new CompletableFuture<>());
    }
    CompletableFuture<CommandResult> tooMany = new CompletableFuture<>();
    assertEquals(-1, requests.begin(tooMany));
    assertEquals(CommandResult.Code.LIMIT, codeOf(tooMany));
    requests.answerAllUnknown();
    assertEquals(CommandResult.Code.UNKNOWN, codeOf(first));
  }

  private static CommandResult.Code codeOf(CompletableFuture<CommandResult> answer)
      throws Exception {
    return assertInstanceOf(CommandResult.Rejected.class, answer.get(5, TimeUnit.SECONDS)).code();
  }
}
