package dev.baton.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verifier against histories that are broken on purpose. */
class PerSecondFiresTest {
  private static List<Mark> marks(long... fires) {
    List<Mark> marks = new ArrayList<>();
    for (long fire : fires) {
      marks.add(new Mark("a/b", fire, fire, fire + 5, "1.1", 1));
    }
    return marks;
  }

  @Test
  void wholeHistoryIsClean() {
    PerSecondFires.Verdict verdict =
        PerSecondFires.judge(marks(1000, 2000, 3000), 1000, 3500, List.of());
    assertTrue(verdict.isClean());
    assertEquals(3, verdict.fires());
  }

  @Test
  void lostFireTimeIsFound() {
    PerSecondFires.Verdict verdict = PerSecondFires.judge(marks(1000, 3000), 1000, 3500, List.of());
    assertEquals(1, verdict.lost());
    assertFalse(verdict.isClean());
  }

  @Test
  void silenceAtTheEndIsLoss() {
    assertEquals(2, PerSecondFires.judge(marks(1000, 2000), 1000, 4500, List.of()).lost());
  }

  @Test
  void doubledFireTimeIsFound() {
    assertEquals(1, PerSecondFires.judge(marks(1000, 2000, 2000), 1000, 2500, List.of()).doubled());
  }

  @Test
  void fireBetweenFireTimesIsFound() {
    assertFalse(PerSecondFires.judge(marks(1000, 1500, 2000), 1000, 2500, List.of()).isClean());
  }

  private static final Mark FIRST = new Mark("a/b", 7, 1000, 1005, "1.1", 1);

  private static PerSecondFires.Verdict judge(Mark second, long faultFromMs, long faultToMs) {
    return PerSecondFires.judge(
        List.of(FIRST, second),
        1000,
        1500,
        List.of(new PerSecondFires.ExecutorFault(faultFromMs, faultToMs)));
  }

  @Test
  void aLaterAttemptAfterAFaultOfItsExecutorIsNotDoubled() {
    PerSecondFires.Verdict verdict = judge(new Mark("a/b", 7, 1000, 7005, "1.2", 2), 1010, 9000);
    assertTrue(verdict.isClean());
    assertEquals(1, verdict.again());
  }

  @Test
  void aLaterAttemptWithoutAFaultIsDoubled() {
    assertEquals(1, judge(new Mark("a/b", 7, 1000, 7005, "1.2", 2), 60_000, 70_000).doubled());
  }

  @Test
  void anotherRunOfTheFireTimeIsDoubledWhateverTheFaults() {
    assertEquals(1, judge(new Mark("a/b", 8, 1000, 7005, "1.1", 1), 1010, 9000).doubled());
  }

  @Test
  void anEarlierAttemptThatStartsAfterTheLaterOneIsDoubled() {
    assertEquals(1, judge(new Mark("a/b", 7, 1000, 1002, "1.2", 2), 1010, 9000).doubled());
  }
}
