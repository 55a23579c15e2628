package dev.baton.cli.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.AttemptRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeComparisonTest {
  private static final AttemptRef A = new AttemptRef(1, "work", 1);
  private static final AttemptRef B = new AttemptRef(2, "work", 1);

  private static ScopeComparison of(Set<AttemptRef> affected, Set<AttemptRef> touched) {
    return ScopeComparison.of("executor-1", "executor-1", affected, touched);
  }

  @Test
  void scopeIsExactIfItNamesWhatWasAffectedAndNothingElse() {
    assertTrue(of(Set.of(A, B), Set.of(B, A)).isExact());
    assertTrue(of(Set.of(), Set.of()).isExact());
  }

  @Test
  void whatWasAffectedAndIsNotNamedIsMissing() {
    ScopeComparison comparison = of(Set.of(A, B), Set.of(A));
    assertFalse(comparison.isExact());
    assertEquals("not named: 2/work/1; named and not affected: none", comparison.words());
  }

  @Test
  void whatIsNamedAndWasNotAffectedIsStrange() {
    ScopeComparison comparison = of(Set.of(A), Set.of(A, B));
    assertFalse(comparison.isExact());
    assertEquals("not named: none; named and not affected: 2/work/1", comparison.words());
  }

  @Test
  void anotherSubjectIsAnotherScope() {
    assertFalse(ScopeComparison.of("executor-1", "executor-2", Set.of(), Set.of()).isExact());
  }

  @Test
  void anAttemptThatEndedByItselfSaysSo() {
    String place = "start 5 /lab/executor-3/attempts/x\n";
    assertEquals("executor-3", Traces.trace(A, place).executor());
    assertFalse(Traces.trace(A, place).ended());
    assertTrue(Traces.trace(A, place + "end 9\n").ended());
    assertEquals("", Traces.trace(A, "start 5").executor());
  }

  @Test
  void anAttemptThatAnotherReplacedWasAffectedEvenIfItEnded() {
    AttemptRef second = new AttemptRef(1, "work", 2);
    List<Traces.Trace> traces =
        List.of(
            new Traces.Trace(A, "executor-1", true),
            new Traces.Trace(second, "executor-2", true),
            new Traces.Trace(B, "executor-1", true));
    assertEquals(Set.of(A), Ground.affected(traces));
  }
}
