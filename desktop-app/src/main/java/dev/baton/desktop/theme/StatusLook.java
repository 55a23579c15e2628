package dev.baton.desktop.theme;

import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;

/** Shape and tone of a status: the one place where they are chosen. */
public record StatusLook(Glyph glyph, Tone tone) {

  public static StatusLook of(TaskStatus status) {
    return switch (status) {
      case WAITING -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
      case READY -> new StatusLook(Glyph.RING_DOT, Tone.RUNNING);
      case RUNNING -> new StatusLook(Glyph.PLAY, Tone.RUNNING);
      case RETRY_WAIT -> new StatusLook(Glyph.RETRY, Tone.WARNING);
      case HELD -> new StatusLook(Glyph.PAUSE, Tone.HELD);
      case SUCCEEDED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case FAILED -> new StatusLook(Glyph.CROSS, Tone.FAILURE);
      case CANCELED -> new StatusLook(Glyph.SLASH, Tone.NEUTRAL);
      case SKIPPED -> new StatusLook(Glyph.SKIP, Tone.NEUTRAL);
    };
  }

  public static StatusLook of(RunStatus status) {
    return switch (status) {
      case QUEUED -> new StatusLook(Glyph.HOURGLASS, Tone.NEUTRAL);
      case RUNNING -> new StatusLook(Glyph.PLAY, Tone.RUNNING);
      case SUCCEEDED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case FAILED -> new StatusLook(Glyph.CROSS, Tone.FAILURE);
      case CANCELED -> new StatusLook(Glyph.SLASH, Tone.NEUTRAL);
    };
  }

  public static StatusLook of(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case FAILED -> new StatusLook(Glyph.CROSS, Tone.FAILURE);
      case TIMED_OUT -> new StatusLook(Glyph.CLOCK, Tone.FAILURE);
      case CANCELED -> new StatusLook(Glyph.SLASH, Tone.NEUTRAL);
      case LOST -> new StatusLook(Glyph.LOST, Tone.FAILURE);
      case SUPERSEDED -> new StatusLook(Glyph.SUPERSEDED, Tone.WARNING);
    };
  }
}
