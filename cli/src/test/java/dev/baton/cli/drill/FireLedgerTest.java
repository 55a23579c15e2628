package dev.baton.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verifier against histories that are broken on purpose. */
class FireLedgerTest {
  private static List<Mark> marks(long... fires) {
    List<Mark> marks = new ArrayList<>();
    for (long fire : fires) {
      marks.add(new Mark("a/b", fire, fire, fire + 5, "1.1", 1));
    }
    return marks;
  }

  @Test
  void wholeHistoryIsClean() {
    FireLedger.Verdict verdict = FireLedger.judge(marks(1000, 2000, 3000), 1000, 3500);
    assertTrue(verdict.isClean());
    assertEquals(3, verdict.fires());
  }

  @Test
  void lostFireTimeIsFound() {
    FireLedger.Verdict verdict = FireLedger.judge(marks(1000, 3000), 1000, 3500);
    assertEquals(1, verdict.lost());
    assertFalse(verdict.isClean());
  }

  @Test
  void silenceAtTheEndIsLoss() {
    assertEquals(2, FireLedger.judge(marks(1000, 2000), 1000, 4500).lost());
  }

  @Test
  void doubledFireTimeIsFound() {
    assertEquals(1, FireLedger.judge(marks(1000, 2000, 2000), 1000, 2500).doubled());
  }

  @Test
  void fireBetweenFireTimesIsFound() {
    assertFalse(FireLedger.judge(marks(1000, 1500, 2000), 1000, 2500).isClean());
  }
}
