package dev.baton.cli.diagnosis;

import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.cli.faults.inject.StandingFault;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member.Role;
import java.time.Duration;
import java.util.List;

/** Faults of one executor. */
final class ExecutorFaults {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
  private static final long LEAK_PATIENCE_MS = 60_000;

  private ExecutorFaults() {}

  static Injection on(FaultKind kind) {
    return (ground, victim) -> {
      StandingFault fault = ground.site().begin(kind, victim);
      return Injected.of(victim, fault::heal);
    };
  }

  /** Nothing else runs on it while it stops, so that it need not wait. */
  static Injected stop(Ground ground, String victim) throws InterruptedException {
    ground.lab().stop(victim);
    if (!ground.lab().awaitEnd(victim, STOP_PATIENCE)) {
      throw new LabException(victim + " does not stop");
    }
    return Injected.of(victim, () -> ground.lab().start(victim));
  }

  /** A handler in the executor's own process fills its heap; the others are cordoned meanwhile. */
  static Injected leak(Ground ground, String victim) throws InterruptedException {
    List<String> others =
        ground.names(Role.EXECUTOR).stream().filter(name -> !name.equals(victim)).toList();
    others.forEach(name -> ground.client().cordon(name, "diagnosis"));
    long run = ground.trigger(Jobs.LEAK, "leak");
    try {
      ground.await(
          "the leak to begin", LEAK_PATIENCE_MS, () -> !ground.traces().of(List.of(run)).isEmpty());
    } finally {
      others.forEach(name -> ground.client().uncordon(name, "diagnosis"));
    }
    if (!ground.lab().awaitEnd(victim, Duration.ofMillis(LEAK_PATIENCE_MS))) {
      throw new LabException(victim + " does not run out of memory");
    }
    return new Injected(victim, victim, List.of(run), () -> ground.lab().start(victim));
  }
}
