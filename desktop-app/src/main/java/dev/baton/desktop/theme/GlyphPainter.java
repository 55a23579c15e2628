package dev.baton.desktop.theme;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;

/** Draws status shapes on a canvas. */
public final class GlyphPainter {
  private GlyphPainter() {}

  /** Draws the glyph with its upper left corner at x, y. */
  public static void paint(
      GraphicsContext gc, Glyph glyph, Color color, double x, double y, double size) {
    gc.save();
    gc.translate(x, y);
    gc.scale(size / Glyph.GRID, size / Glyph.GRID);
    gc.setFillRule(FillRule.EVEN_ODD);
    gc.setFill(color);
    gc.beginPath();
    gc.appendSVGPath(glyph.path());
    gc.fill();
    gc.restore();
  }
}
