package dev.baton.desktop.theme;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/**
 * A region that is one canvas. Drawing is asked for and happens once in the next pulse, however
 * often it was asked for, and not at all while the region is not on the screen.
 */
public abstract class CanvasPane extends Region {
  /** A canvas beyond this side would not fit a texture. */
  private static final double MAX_SIDE = 8_192;

  private final Canvas canvas = new Canvas();
  private Subscription inScene = Subscription.EMPTY;
  private boolean dirty = true;

  protected CanvasPane(Themes themes) {
    getChildren().add(canvas);
    canvas.setManaged(false);
    // Only while it is shown: the themes outlive every canvas and must not hold it.
    sceneProperty()
        .subscribe(scene -> {
          inScene.unsubscribe();
          inScene =
              scene == null ? Subscription.EMPTY : themes.paletteProperty().subscribe(this::redraw);
          redraw();
        });
  }

  /** Asks for a drawing. */
  protected final void redraw() {
    dirty = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.min(MAX_SIDE, Math.floor(getWidth()));
    double height = Math.min(MAX_SIDE, Math.floor(getHeight()));
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      dirty = true;
      resizedTo(width, height);
    }
    if (dirty && getScene() != null && width > 0 && height > 0) {
      dirty = false;
      GraphicsContext gc = canvas.getGraphicsContext2D();
      draw(gc, width, height);
    }
  }

  /** The canvas has another size; a drawing follows. */
  protected void resizedTo(double width, double height) {}

  /** Draws everything, the ground included. */
  protected abstract void draw(GraphicsContext gc, double width, double height);
}
