package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.time.Now;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FireClockTest {
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final long STEP_MS = 2_000;

  private final FireClock clock = new FireClock(STEP_MS, new SafetyRules());

  /** True time, and by how much the wall clock is wrong then. */
  private static Now now(long trueMs, long wrongMs) {
    return new Now(BEGIN.plusMillis(trueMs + wrongMs), trueMs * Now.NANOS_PER_MS);
  }

  private static Instant at(long trueMs) {
    return BEGIN.plusMillis(trueMs);
  }

  /** An answer at once. */
  private static void read(FireClock clock, Now now, Instant storeTime) {
    clock.storeReading(now, now.nanos(), storeTime);
  }

  private void verified() {
    clock.observe(now(0, 0));
    read(clock, now(0, 0), at(0));
  }

  @Test
  void rightClockIsNeverHeld() {
    verified();
    clock.observe(now(1_000, 2_000));
    clock.observe(now(2_000, 0));
    read(clock, now(2_000, 0), at(4_000));
    assertFalse(clock.isHeld());
    assertFalse(clock.takeStepSeen());
    assertEquals(at(2_000), clock.instant(now(2_000, 0)));
  }

  @Test
  void stepAheadHoldsAndTimeGoesOnFromWhatWasTrusted() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, 2_001));
    assertTrue(clock.isHeld());
    assertTrue(clock.takeStepSeen());
    assertFalse(clock.takeStepSeen());
    assertEquals(at(1_500), clock.instant(now(1_500, 2_001)));
  }

  @Test
  void stepBackHoldsToo() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, -2_001));
    assertTrue(clock.isHeld());
    assertEquals(at(1_100), clock.instant(now(1_100, -2_001)));
  }

  @Test
  void secondStepWhileHeldChangesNothingOfWhatIsTrusted() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, 60_000));
    clock.observe(now(1_200, 120_000));
    assertEquals(at(1_300), clock.instant(now(1_300, 120_000)));
  }

  @Test
  void twoReadingsThatAgreeEndTheHoldAndTheStoresClockCounts() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, 60_000));
    read(clock, now(1_200, 60_000), at(1_200));
    assertTrue(clock.isHeld());
    assertFalse(clock.takeSteadySeen());
    read(clock, now(1_300, 60_000), at(2_300));
    assertFalse(clock.isHeld());
    assertTrue(clock.takeSteadySeen());
    assertFalse(clock.takeSteadySeen());
    assertEquals(-59_000, clock.correctionMs());
    assertEquals(at(2_400), clock.instant(now(1_400, 60_000)));
  }

  @Test
  void readingsThatDisagreeKeepTheHold() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, 60_000));
    read(clock, now(1_200, 60_000), at(1_200));
    read(clock, now(1_300, 60_000), at(2_301));
    assertTrue(clock.isHeld());
    read(clock, now(1_400, 60_000), at(2_401));
    assertFalse(clock.isHeld());
  }

  @Test
  void ownClockThatIsRightAgainCountsWithoutCorrection() {
    verified();
    clock.observe(now(1_000, 0));
    clock.observe(now(1_100, 60_000));
    clock.observe(now(1_200, 0));
    read(clock, now(1_300, 0), at(3_300));
    read(clock, now(1_400, 0), at(3_400));
    assertFalse(clock.isHeld());
    assertEquals(0, clock.correctionMs());
  }

  @Test
  void ownClockThatDiffersFromTheStoresIsHeldAndThenCorrected() {
    corrected();
    assertEquals(at(200), clock.instant(now(200, 90_000)));
  }

  /** A clock that is 90 s ahead of the store's and was corrected by that. */
  private void corrected() {
    clock.observe(now(0, 90_000));
    read(clock, now(0, 90_000), at(0));
    assertTrue(clock.isHeld());
    assertTrue(clock.takeStepSeen());
    assertEquals(at(0), clock.instant(now(0, 90_000)));
    assertEquals(at(50), clock.instant(now(50, 90_000)));
    read(clock, now(100, 90_000), at(100));
    assertFalse(clock.isHeld());
    assertEquals(-90_000, clock.correctionMs());
    assertEquals(at(200), clock.instant(now(200, 90_000)));
  }

  @Test
  void firstReadingOfTheStoreIsTrustedWhileNothingWasVerified() {
    clock.observe(now(0, 0));
    clock.observe(now(100, 90_000));
    read(clock, now(200, 90_000), at(200));
    assertEquals(at(300), clock.instant(now(300, 90_000)));
  }

  @Test
  void correctedClockThatStepsBackToRightIsHeldOnceMore() {
    corrected();
    read(clock, now(1_000, 88_000), at(1_000));
    assertFalse(clock.isHeld());
    read(clock, now(1_000, 87_999), at(1_000));
    assertTrue(clock.isHeld());
  }

  @Test
  void anAnswerThatWasLongUnderWayIsNoStep() {
    verified();
    clock.storeReading(now(9_000, 0), 1_000 * Now.NANOS_PER_MS, at(1_000));
    assertFalse(clock.isHeld());
    clock.storeReading(now(9_000, 2_000), 1_000 * Now.NANOS_PER_MS, at(1_000));
    assertFalse(clock.isHeld());
    clock.storeReading(now(9_000, 2_001), 1_000 * Now.NANOS_PER_MS, at(1_000));
    assertTrue(clock.isHeld());
  }

  @Test
  void anAnswerThatWasLongUnderWayShowsThatTheOwnClockIsBehind() {
    verified();
    clock.storeReading(now(9_000, -10_001), 1_000 * Now.NANOS_PER_MS, at(1_000));
    assertTrue(clock.isHeld());
  }

  @Test
  void lateAnswersThatAgreeDoNotCorrectAClockThatIsRight() {
    verified();
    clock.observe(now(9_000, 60_000));
    clock.observe(now(9_100, 0));
    clock.storeReading(now(12_000, 0), 9_200 * Now.NANOS_PER_MS, at(9_300));
    clock.storeReading(now(15_000, 0), 12_100 * Now.NANOS_PER_MS, at(12_200));
    assertFalse(clock.isHeld());
    assertEquals(0, clock.correctionMs());
  }

  @Test
  void brokenRulesTrustWhateverTheClockSays() {
    FireClock trusting =
        new FireClock(
            STEP_MS,
            new SafetyRules() {
              @Override
              public boolean holdsFiresOnClockStep() {
                return false;
              }

              @Override
              public boolean correctsToStoreClock() {
                return false;
              }
            });
    trusting.observe(now(0, 0));
    trusting.observe(now(100, 60_000));
    read(trusting, now(100, 60_000), at(100));
    assertFalse(trusting.isHeld());
    assertEquals(at(60_100), trusting.instant(now(100, 60_000)));
  }
}
