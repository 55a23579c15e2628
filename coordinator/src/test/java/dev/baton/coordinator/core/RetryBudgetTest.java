package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.time.Now;
import org.junit.jupiter.api.Test;

/** What the budget counts, and when it has room. */
class RetryBudgetTest {
  private static final JobKey ONE = new JobKey("test", "one");
  private static final JobKey OTHER = new JobKey("test", "other");
  private static final long SECOND = 1_000 * Now.NANOS_PER_MS;

  private final RetryBudget budget = new RetryBudget(new RetryLimits(12_000, 50, 2, 5));

  private void triesAgain(JobKey job, int times) {
    for (int i = 0; i < times; i++) {
      budget.again(job, 0);
    }
  }

  @Test
  void jobHasItsMinimumAndAShareOfItsFirstAttempts() {
    budget.moveTo(100 * SECOND);
    triesAgain(ONE, 1);
    assertTrue(budget.hasRoom(ONE));
    triesAgain(ONE, 1);
    assertFalse(budget.hasRoom(ONE));
    assertTrue(budget.hasRoom(OTHER));
    budget.first(ONE, 0);
    assertFalse(budget.hasRoom(ONE));
    budget.first(ONE, 0);
    assertTrue(budget.hasRoom(ONE));
    triesAgain(ONE, 1);
    assertEquals(
        "the retry budget of job test/one is spent: 3 further tries within 12 s, allowed are 3",
        budget.text(ONE));
  }

  @Test
  void allJobsTogetherHaveABudgetToo() {
    budget.moveTo(100 * SECOND);
    triesAgain(ONE, 2);
    triesAgain(OTHER, 2);
    triesAgain(new JobKey("test", "third"), 1);
    assertFalse(budget.hasRoom());
    assertFalse(budget.hasRoom(new JobKey("test", "fourth")));
    assertEquals(
        "the retry budget of the cluster is spent: 5 further tries within 12 s, allowed are 5",
        budget.text(ONE));
  }

  @Test
  void whatLeavesTheWindowMakesRoom() {
    budget.moveTo(100 * SECOND);
    triesAgain(ONE, 2);
    budget.moveTo(111 * SECOND);
    assertFalse(budget.hasRoom(ONE));
    assertEquals(112 * SECOND, budget.nextChangeNanos());
    budget.moveTo(112 * SECOND);
    assertTrue(budget.hasRoom(ONE));
    assertTrue(budget.hasRoom());
    triesAgain(ONE, 2);
    budget.moveTo(1_000 * SECOND);
    assertTrue(budget.hasRoom(ONE));
  }

  @Test
  void whatIsHeardOfLateIsCountedWhereItBelongs() {
    budget.moveTo(100 * SECOND);
    budget.again(ONE, 11_000);
    budget.again(ONE, 0);
    budget.again(ONE, 12_000);
    assertFalse(budget.hasRoom(ONE));
    budget.moveTo(101 * SECOND);
    assertTrue(budget.hasRoom(ONE));
    triesAgain(ONE, 1);
    assertFalse(budget.hasRoom(ONE));
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RetryLimits(999, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RetryLimits(1_000, -1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RetryLimits(1_000, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new RetryLimits(1_000, 0, 1, 1_000_001));
  }
}
