package dev.baton.desktop.theme;

import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/** A status as a shape in its tone; the style sheet gives the colour. */
public final class StatusIcon extends StackPane {
  /** Side in pixels. */
  public static final double SIZE = 14;

  private final SVGPath shape = new SVGPath();

  public StatusIcon() {
    getStyleClass().add("status-icon");
    setAlignment(Pos.CENTER);
    setMinSize(SIZE, SIZE);
    setPrefSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
    shape.setFillRule(FillRule.EVEN_ODD);
    shape.getStyleClass().add("glyph");
    shape.setScaleX(SIZE / Glyph.GRID * 0.95);
    shape.setScaleY(SIZE / Glyph.GRID * 0.95);
    shape.setManaged(false);
    // The path keeps its place on the grid: centring by its own bounds would shift it.
    shape.setLayoutX((SIZE - Glyph.GRID) / 2);
    shape.setLayoutY((SIZE - Glyph.GRID) / 2);
    getChildren().add(shape);
  }

  public StatusIcon(StatusLook look) {
    this();
    show(look);
  }

  /** Shows another status. */
  public void show(StatusLook look) {
    shape.setContent(look.glyph().path());
    for (Tone tone : Tone.values()) {
      getStyleClass().remove(tone.styleClass());
    }
    getStyleClass().add(look.tone().styleClass());
  }
}
