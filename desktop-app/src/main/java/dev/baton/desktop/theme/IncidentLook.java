package dev.baton.desktop.theme;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentStep;

/** Shape and tone of incidents, their actions and probes. */
public final class IncidentLook {
  private IncidentLook() {}

  /** Null = a newer server's word. */
  public static StatusLook of(IncidentStep step) {
    return switch (step) {
      case DETECTED -> new StatusLook(Glyph.ALERT, Tone.FAILURE);
      case DIAGNOSED -> new StatusLook(Glyph.RING_DOT, Tone.FAILURE);
      case RECOVERING -> new StatusLook(Glyph.RETRY, Tone.WARNING);
      case VERIFYING -> new StatusLook(Glyph.HOURGLASS, Tone.RUNNING);
      case AWAITING_OPERATOR -> new StatusLook(Glyph.PAUSE, Tone.HELD);
      case RESOLVED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case null -> new StatusLook(Glyph.DISC, Tone.NEUTRAL);
    };
  }

  /** Null = a newer server's word. */
  public static StatusLook of(ActionState state) {
    return switch (state) {
      case RUNNING -> new StatusLook(Glyph.PLAY, Tone.RUNNING);
      case DONE -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case PROPOSED -> new StatusLook(Glyph.PAUSE, Tone.HELD);
      case DROPPED -> new StatusLook(Glyph.SLASH, Tone.NEUTRAL);
      case null -> new StatusLook(Glyph.DISC, Tone.NEUTRAL);
    };
  }

  public static StatusLook ofProbe(boolean holds) {
    return holds
        ? new StatusLook(Glyph.CHECK, Tone.SUCCESS)
        : new StatusLook(Glyph.CROSS, Tone.WARNING);
  }
}
