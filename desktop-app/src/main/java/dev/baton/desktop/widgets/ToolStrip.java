package dev.baton.desktop.widgets;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The row of small controls at the top of a tool window or an editor. */
public final class ToolStrip extends HBox {
  public ToolStrip(Node... controls) {
    super(controls);
    getStyleClass().add("tool-strip");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
  }

  /** Room that pushes what follows to the right. */
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  public static Separator separator() {
    return new Separator(Orientation.VERTICAL);
  }
}
