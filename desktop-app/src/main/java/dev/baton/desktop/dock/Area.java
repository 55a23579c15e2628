package dev.baton.desktop.dock;

/** Where tool windows stand. */
public enum Area {
  LEFT,
  RIGHT,
  BOTTOM
}
