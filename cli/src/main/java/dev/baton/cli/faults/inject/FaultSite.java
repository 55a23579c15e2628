package dev.baton.cli.faults.inject;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A lab on which faults are put, several at a time if they touch different things. Safe for
 * threads.
 */
public final class FaultSite {
  private final Lab lab;

  /** What standing faults touch; guarded by itself. */
  private final Set<String> claimed = new LinkedHashSet<>();

  public FaultSite(Lab lab) {
    this.lab = lab;
  }

  public Lab lab() {
    return lab;
  }

  /**
   * Puts a fault on a member of its scope.
   *
   * @param pick chooses among the members on which it can be put
   * @return the fault, or null where none of them is free
   * @throws LabException if it cannot be begun
   */
  public StandingFault begin(FaultKind kind, long pick) throws InterruptedException {
    List<String> free = new ArrayList<>();
    for (String target : kind.scope().candidates(lab)) {
      synchronized (claimed) {
        if (kind.scope().claims(lab, target).stream().noneMatch(claimed::contains)) {
          free.add(target);
        }
      }
    }
    return free.isEmpty() ? null : begin(kind, free.get(Math.floorMod(pick, free.size())));
  }

  /**
   * Puts a fault on that member.
   *
   * @return the fault, or null where another fault touches the same
   * @throws LabException if it cannot be begun
   */
  public StandingFault begin(FaultKind kind, String target) throws InterruptedException {
    List<String> claims = kind.scope().claims(lab, target);
    synchronized (claimed) {
      if (claims.stream().anyMatch(claimed::contains)) {
        return null;
      }
      claimed.addAll(claims);
    }
    long beganMs = System.currentTimeMillis();
    try {
      Injector.Healing healing = kind.injector().begin(lab, target);
      return new StandingFault(kind, target, beganMs, healing, () -> release(claims));
    } catch (LabException | InterruptedException e) {
      release(claims);
      throw e;
    }
  }

  /** Whether a fault stands, or has just stood, that touches this. */
  public boolean isTouched(String claim) {
    synchronized (claimed) {
      return claimed.contains(claim);
    }
  }

  private void release(List<String> claims) {
    synchronized (claimed) {
      claims.forEach(claimed::remove);
    }
  }
}
