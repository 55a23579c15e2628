package dev.baton.desktop.shell;

import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.actions.WorkbenchAction;
import dev.baton.desktop.dock.Area;
import dev.baton.desktop.dock.DockFrame;
import dev.baton.desktop.dock.ToolWindow;
import dev.baton.desktop.theme.Icons;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The column of icons at a side: one for each tool window whose home is there. */
final class ToolStripe extends VBox {
  private final DockFrame dock;
  private final ActionRegistry actions;
  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();

  /**
   * @param upper windows of this side stand at the upper end
   * @param lower windows of this side stand at the lower end; null = none
   */
  ToolStripe(DockFrame dock, ActionRegistry actions, Area upper, Area lower) {
    this.dock = dock;
    this.actions = actions;
    getStyleClass().add("stripe");
    add(upper);
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    getChildren().add(spring);
    if (lower != null) {
      add(lower);
    }
    dock.onChange(this::show);
    show();
  }

  private void add(Area area) {
    for (ToolWindow tool : dock.tools()) {
      if (tool.home() == area) {
        ToggleButton button = new ToggleButton();
        button.setId("stripe-" + tool.id());
        button.setGraphic(Icons.large(tool.icon()));
        button.getStyleClass().add("stripe-button");
        button.setFocusTraversable(false);
        button.setAccessibleText(tool.title());
        WorkbenchAction action = actions.get("tool." + tool.id());
        Tooltip tip =
            new Tooltip(
                tool.title()
                    + (action.keys() == null ? "" : "  " + action.keys().getDisplayText()));
        tip.setShowDelay(Duration.millis(300));
        button.setTooltip(tip);
        button.setOnAction(pressed -> {
          action.perform();
          show();
        });
        buttons.put(tool.id(), button);
        getChildren().add(button);
      }
    }
  }

  private void show() {
    buttons.forEach((tool, button) -> button.setSelected(dock.isShown(tool)));
  }
}
