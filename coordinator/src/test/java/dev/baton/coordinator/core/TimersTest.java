package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TimersTest {
  private final Timers<String> timers = new Timers<>();

  @Test
  void deadlinesComeInOrderAndNotBeforeTheirTime() {
    timers.set("late", 20);
    timers.set("early", 10);
    assertEquals(10, timers.next());
    assertNull(timers.pollDue(9));
    assertEquals("early", timers.pollDue(10));
    assertNull(timers.pollDue(19));
    assertEquals("late", timers.pollDue(20));
    assertEquals(Long.MAX_VALUE, timers.next());
    assertNull(timers.pollDue(Long.MAX_VALUE));
  }

  @Test
  void settingAgainReplacesAndClearingForgets() {
    timers.set("a", 10);
    timers.set("a", 30);
    assertEquals(30, timers.next());
    timers.clear("a");
    timers.clear("unknown");
    assertEquals(Long.MAX_VALUE, timers.next());
  }

  @Test
  void equalDeadlinesComeInTheOrderOfTheirKeys() {
    timers.set("b", 10);
    timers.set("a", 10);
    assertEquals("a", timers.pollDue(10));
    assertEquals("b", timers.pollDue(10));
  }
}
