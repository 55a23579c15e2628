package dev.baton.desktop.theme;

import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExecutorView.ExecutorStatus;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;

/** Shape and tone of executors, coordinators and failover events. */
public final class ExecutorLook {
  private ExecutorLook() {}

  public static StatusLook of(ExecutorView executor) {
    return of(executor.status());
  }

  /** Null = unknown. */
  public static StatusLook of(ExecutorStatus status) {
    return switch (status) {
      case UP -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case SUSPECT -> new StatusLook(Glyph.ALERT, Tone.WARNING);
      case LOST -> new StatusLook(Glyph.LOST, Tone.FAILURE);
      case LEFT -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
      case DRAINING -> new StatusLook(Glyph.DRAIN, Tone.HELD);
      case CORDONED -> new StatusLook(Glyph.NO_ENTRY, Tone.HELD);
      case null -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
    };
  }

  public static StatusLook of(CoordinatorView coordinator) {
    return of(coordinator.role());
  }

  /** Null = unknown. */
  public static StatusLook of(CoordinatorRole role) {
    return switch (role) {
      case LEADER -> new StatusLook(Glyph.STAR, Tone.RUNNING);
      case RAISING -> new StatusLook(Glyph.HOURGLASS, Tone.WARNING);
      case STANDBY -> new StatusLook(Glyph.RING_DOT, Tone.NEUTRAL);
      case null -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
    };
  }

  /** Null = unknown. */
  public static StatusLook of(FailoverEventKind kind) {
    return switch (kind) {
      case LEADER_RAISED -> new StatusLook(Glyph.STAR, Tone.RUNNING);
      case EXECUTOR_JOINED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case EXECUTOR_RETURNED -> new StatusLook(Glyph.RETRY, Tone.SUCCESS);
      case EXECUTOR_SUSPECT -> new StatusLook(Glyph.ALERT, Tone.WARNING);
      case EXECUTOR_LOST -> new StatusLook(Glyph.LOST, Tone.FAILURE);
      case EXECUTOR_LEFT -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
      case EXECUTOR_REFUSED -> new StatusLook(Glyph.NO_ENTRY, Tone.WARNING);
      case EXECUTOR_CORDONED -> new StatusLook(Glyph.NO_ENTRY, Tone.WARNING);
      case EXECUTOR_UNCORDONED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case STORE_AWAY -> new StatusLook(Glyph.CROSS, Tone.FAILURE);
      case STORE_BACK -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case STORE_WENT_BACK_IN_TIME -> new StatusLook(Glyph.ALERT, Tone.FAILURE);
      case CLOCK_STEPPED -> new StatusLook(Glyph.CLOCK, Tone.WARNING);
      case CLOCK_STEADY -> new StatusLook(Glyph.CLOCK, Tone.SUCCESS);
      case null -> new StatusLook(Glyph.DISC, Tone.NEUTRAL);
    };
  }
}
