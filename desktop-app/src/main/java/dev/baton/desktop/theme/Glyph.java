package dev.baton.desktop.theme;

/**
 * The shape of a status, on a grid of 16 by 16; fill rule even-odd. Silhouettes differ, so that
 * statuses are told apart without colour.
 */
public enum Glyph {
  /** Disc with a check mark cut out. */
  CHECK("M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM7 11.5L3.7 8.2L4.9 7L7 9.1L11.1 5L12.3 6.2z"),
  /** Triangle to the right. */
  PLAY("M3.5 2.4c0-.8.9-1.3 1.6-.9l8.6 5.6c.6.4.6 1.4 0 1.8l-8.6 5.6c-.7.4-1.6-.1-1.6-.9z"),
  /** Square with a cross cut out. */
  CROSS(
      "M3 1.2h10a1.8 1.8 0 0 1 1.8 1.8v10a1.8 1.8 0 0 1-1.8 1.8h-10a1.8 1.8 0 0 1-1.8-1.8v-10"
          + "a1.8 1.8 0 0 1 1.8-1.8zM5.5 4.3L4.3 5.5L6.8 8L4.3 10.5L5.5 11.7L8 9.2L10.5 11.7L11.7 10.5"
          + "L9.2 8L11.7 5.5L10.5 4.3L8 6.8z"),
  /** Empty ring. */
  RING(
      "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z"),
  /** Ring with a dot. */
  RING_DOT(
      "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z"
          + "M8 5.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8z"),
  /** Arrow in a circle. */
  RETRY("M8 3V0.6L12 3.9L8 7.2V4.8a4.1 4.1 0 1 0 4.1 4.1h1.8A5.9 5.9 0 1 1 8 3z"),
  /** Two bars. */
  PAUSE("M3.2 2h3.6v12h-3.6zM9.2 2h3.6v12h-3.6z"),
  /** Ring with a stroke through it. */
  SLASH(
      "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z"
          + "M4.5 10.3L5.7 11.5L11.5 5.7L10.3 4.5z"),
  /** Two triangles to the right. */
  SKIP("M1.5 3L7.7 8L1.5 13zM8.3 3L14.5 8L8.3 13z"),
  /** Hourglass. */
  HOURGLASS("M3 1.2h10v2.4L9.4 8l3.6 4.4v2.4h-10v-2.4l3.6-4.4l-3.6-4.4z"),
  /** Triangle with an exclamation mark cut out. */
  ALERT("M8 1.2L15.4 14.4h-14.8zM7.2 6v4.2h1.6v-4.2zM7.2 11.3v1.6h1.6v-1.6z"),
  /** Disc with a bar cut out. */
  NO_ENTRY("M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM3.8 6.9v2.2h8.4v-2.2z"),
  /** Arrow down to a line. */
  DRAIN("M6.6 1h2.8v6h3.6l-5 5l-5-5h3.6zM2.5 13.2h11v1.8h-11z"),
  /** Diamond with a cross cut out. */
  LOST(
      "M8 0.6L15.4 8L8 15.4L0.6 8zM6 4.9L4.9 6L6.9 8L4.9 10L6 11.1L8 9.1L10 11.1L11.1 10L9.1 8L11.1 6L10 4.9L8 6.9z"),
  /** Ring with the hands of a clock. */
  CLOCK(
      "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM8 2.7a5.3 5.3 0 1 1 0 10.6a5.3 5.3 0 1 1 0-10.6z"
          + "M7.2 4.4v4.2l3.2 2l.9-1.4l-2.5-1.5v-3.3z"),
  /** One square behind another. */
  SUPERSEDED("M1.5 1.5h8.5v2h-6.5v6.5h-2zM5 5h9.5v9.5h-9.5z"),
  /** Five-pointed star. */
  STAR("M8 0.8L10.2 5.6L15.4 6.2L11.5 9.8L12.6 15L8 12.4L3.4 15L4.5 9.8L0.6 6.2L5.8 5.6z"),
  /** Plain disc. */
  DISC("M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z");

  /** The side of the grid the path is drawn on. */
  public static final double GRID = 16;

  private final String path;

  Glyph(String path) {
    this.path = path;
  }

  /** The outline as an SVG path. */
  public String path() {
    return path;
  }
}
