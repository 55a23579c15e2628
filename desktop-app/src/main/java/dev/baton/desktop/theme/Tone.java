package dev.baton.desktop.theme;

import java.util.Locale;

/** What a colour says. Never the only carrier of a meaning: a {@link Glyph} says the same. */
public enum Tone {
  SUCCESS,
  RUNNING,
  FAILURE,
  WARNING,
  HELD,
  NEUTRAL;

  /** The style class that gives a node this tone. */
  public String styleClass() {
    return "tone-" + name().toLowerCase(Locale.ROOT);
  }
}
