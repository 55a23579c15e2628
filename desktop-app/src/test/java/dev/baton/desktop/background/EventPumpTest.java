package dev.baton.desktop.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventPumpTest {
  private final ArrayDeque<Runnable> pulses = new ArrayDeque<>();
  private final List<String> applied = new ArrayList<>();
  private long now;
  private final EventPump pump = new EventPump(pulses::add, () -> now);

  private void pulse() {
    pulses.removeFirst().run();
  }

  @Test
  void theLatestChangeOfAKeyWinsAndOnePulseBringsAll() {
    pump.offer("run-1", () -> applied.add("old"));
    pump.offer("run-2", () -> applied.add("other"));
    pump.offer("run-1", () -> applied.add("new"));
    assertEquals(1, pulses.size());
    pulse();
    assertEquals(List.of("other", "new"), applied);
    assertTrue(pulses.isEmpty());
  }

  @Test
  void aPulseStopsAtItsBudgetAndTheRestComesWithTheNext() {
    for (int i = 0; i < 4; i++) {
      String name = "change-" + i;
      pump.offer(() -> {
        applied.add(name);
        now += EventPump.BUDGET_NANOS / 2;
      });
    }
    pulse();
    assertEquals(List.of("change-0", "change-1"), applied);
    pulse();
    assertEquals(4, applied.size());
    assertTrue(pulses.isEmpty());
  }

  @Test
  void whatComesWhileItIsBehindStillReplacesItself() {
    pump.offer("slow", () -> now += 2 * EventPump.BUDGET_NANOS);
    pump.offer("waiting", () -> applied.add("waiting"));
    pulse();
    pump.offer("run-1", () -> applied.add("old"));
    pump.offer("run-1", () -> applied.add("new"));
    pulse();
    pulse();
    assertEquals(List.of("waiting", "new"), applied);
  }

  @Test
  void changesWithoutAKeyAreBoundedAndTheDroppedAreCounted() {
    for (int i = 0; i < EventPump.MAX_UNKEYED + 3; i++) {
      pump.offer(() -> applied.add("x"));
    }
    pulse();
    assertEquals(EventPump.MAX_UNKEYED, applied.size());
    assertEquals(3, pump.dropped());
  }

  @Test
  void aChangeThatFailsKeepsNeitherTheOthersNorLaterOnesFromTheScreen() {
    pump.offer(
        "broken",
        () -> {
          throw new IllegalStateException("cannot be shown");
        });
    pump.offer("sound", () -> applied.add("sound"));
    pulse();
    pump.offer("later", () -> applied.add("later"));
    pulse();
    assertEquals(List.of("sound", "later"), applied);
  }
}
