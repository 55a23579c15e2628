package dev.baton.desktop.graph;

/**
 * Which part of the graph is on the screen.
 *
 * @param scale screen pixels for a pixel of the layout
 * @param left layout x at the left edge of the screen
 * @param top layout y at the top edge of the screen
 */
public record Viewport(double scale, double left, double top) {
  public static final double MIN_SCALE = 0.01;
  public static final double MAX_SCALE = 3;

  /** Room left around a fitted graph, in screen pixels. */
  static final double MARGIN = 24;

  public static final Viewport START = new Viewport(1, -MARGIN, -MARGIN);

  /** Screen to layout. */
  public double toLayoutX(double screenX) {
    return left + screenX / scale;
  }

  public double toLayoutY(double screenY) {
    return top + screenY / scale;
  }

  /** Layout to screen. */
  public double toScreenX(double x) {
    return (x - left) * scale;
  }

  public double toScreenY(double y) {
    return (y - top) * scale;
  }

  /** Zooms so that what is under that point of the screen stays there. */
  public Viewport zoomed(double screenX, double screenY, double factor) {
    double next = Math.clamp(scale * factor, MIN_SCALE, MAX_SCALE);
    return new Viewport(
        next, toLayoutX(screenX) - screenX / next, toLayoutY(screenY) - screenY / next);
  }

  /** Moves the content by that many screen pixels. */
  public Viewport panned(double dx, double dy) {
    return new Viewport(scale, left - dx / scale, top - dy / scale);
  }

  /** Shows all of it in the middle, at zoom 1 at most. */
  public static Viewport fitting(GraphLayout layout, double screenWidth, double screenHeight) {
    if (layout.width() <= 0 || screenWidth <= 2 * MARGIN || screenHeight <= 2 * MARGIN) {
      return START;
    }
    double fit =
        Math.min(
            (screenWidth - 2 * MARGIN) / layout.width(),
            (screenHeight - 2 * MARGIN) / layout.height());
    double scale = Math.clamp(fit, MIN_SCALE, 1);
    return new Viewport(
        scale,
        layout.width() / 2 - screenWidth / 2 / scale,
        layout.height() / 2 - screenHeight / 2 / scale);
  }

  /** Moves just as far as needed to bring that node on the screen. */
  public Viewport revealing(GraphLayout layout, int task, double screenWidth, double screenHeight) {
    double width = screenWidth / scale;
    double height = screenHeight / scale;
    double margin = MARGIN / scale;
    double x = layout.x()[task];
    double y = layout.y()[task];
    double nextLeft = within(left, x - margin, x + GraphLayout.NODE_WIDTH + margin - width);
    double nextTop = within(top, y - margin, y + GraphLayout.NODE_HEIGHT + margin - height);
    return new Viewport(scale, nextLeft, nextTop);
  }

  private static double within(double now, double atMost, double atLeast) {
    if (atLeast > atMost) {
      return (atLeast + atMost) / 2;
    }
    return Math.clamp(now, atLeast, atMost);
  }
}
