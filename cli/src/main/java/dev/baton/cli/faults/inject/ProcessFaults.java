package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member.Role;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import java.time.Duration;

/** Faults of processes: ended, stopped, paused. */
final class ProcessFaults {
  /** An executor lets what runs end for 30 s, and ends it then. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

  private static final Duration STAND_PATIENCE = Duration.ofSeconds(40);
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_MS = 100;

  private ProcessFaults() {}

  static Healing kill(Lab lab, String target) {
    lab.kill(target);
    return () -> lab.start(target);
  }

  static Healing pause(Lab lab, String target) {
    lab.pause(target);
    return () -> lab.resume(target);
  }

  /** A clean stop; the healing starts it again. */
  static Healing restart(Lab lab, String target) {
    stop(lab, target);
    return () -> lab.start(target);
  }

  private static void stop(Lab lab, String target) {
    lab.stop(target);
    if (!lab.awaitEnd(target, STOP_PATIENCE)) {
      lab.kill(target);
      lab.start(target);
      throw new LabException(
          target + " had not stopped " + STOP_PATIENCE.toSeconds() + " s after it was asked to");
    }
  }

  /** Each coordinator is stopped and started, the next when the one before stands again. */
  static Healing roll(Lab lab, String ignored) throws InterruptedException {
    for (String name : Scope.of(lab, Role.COORDINATOR)) {
      stop(lab, name);
      lab.start(name);
      awaitStanding(lab, name);
    }
    return Healing.NOTHING;
  }

  private static void awaitStanding(Lab lab, String name) throws InterruptedException {
    long deadline = System.nanoTime() + STAND_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var cluster = lab.cluster();
      if (cluster != null
          && cluster.coordinators().stream().anyMatch(view -> view.name().equals(name))) {
        return;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  /** The leader is asked to hand over. */
  static Healing handOver(Lab lab, String ignored) {
    try (BatonClient client = lab.client(CALL_PATIENCE)) {
      client.stepDown("fault suite");
    } catch (ClientException e) {
      throw new LabException("the leader was not reached to step down: " + e.getMessage(), e);
    }
    return Healing.NOTHING;
  }
}
