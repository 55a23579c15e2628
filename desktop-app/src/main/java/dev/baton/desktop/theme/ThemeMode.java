package dev.baton.desktop.theme;

/** Which palette an operator asked for. */
public enum ThemeMode {
  /** As the desktop environment says, also when it changes. */
  SYSTEM,
  LIGHT,
  DARK
}
