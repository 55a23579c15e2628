package dev.baton.desktop.actions;

import dev.baton.desktop.theme.Icons;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Actions as controls. A blocked one looks so and names its reason instead of staying silent. */
public final class ActionControls {
  private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");

  private final ActionRegistry actions;
  private final Consumer<String> sayWhyBlocked;

  /**
   * @param sayWhyBlocked shows the reason to somebody who pressed a blocked button
   */
  public ActionControls(ActionRegistry actions, Consumer<String> sayWhyBlocked) {
    this.actions = actions;
    this.sayWhyBlocked = sayWhyBlocked;
  }

  public MenuItem menuItem(String id) {
    WorkbenchAction action = actions.get(id);
    MenuItem item = new MenuItem();
    if (action.icon() != null) {
      item.setGraphic(Icons.of(action.icon()));
    }
    item.setAccelerator(action.keys());
    item.textProperty()
        .bind(
            action
                .blocked()
                .map(why -> why.isEmpty() ? action.text() : action.text() + "  \u2014  " + why));
    item.disableProperty().bind(action.blocked().map(why -> !why.isEmpty()));
    item.setOnAction(chosen -> action.perform());
    return item;
  }

  public ContextMenu contextMenu(String... ids) {
    ContextMenu menu = new ContextMenu();
    for (String id : ids) {
      menu.getItems().add(menuItem(id));
    }
    return menu;
  }

  /** A square button with the icon; the tool tip holds text, keys and reason. */
  public Button iconButton(String id) {
    Button button = button(id);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().add("icon-button");
    return button;
  }

  /** A flat button with icon and text. */
  public Button textButton(String id) {
    Button button = button(id);
    button.getStyleClass().add("flat-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private Button button(String id) {
    WorkbenchAction action = actions.get(id);
    Button button = new Button(action.text());
    button.setId("action-" + id.replace('.', '-'));
    if (action.icon() != null) {
      button.setGraphic(Icons.of(action.icon()));
    }
    button.setFocusTraversable(false);
    button.setAccessibleText(action.text());
    Tooltip tip = new Tooltip();
    tip.setShowDelay(Duration.millis(400));
    tip.textProperty().bind(action.blocked().map(why -> tipText(action, why)));
    button.setTooltip(tip);
    // Not disabled: a disabled button shows no tool tip and could not say why.
    action.blocked().subscribe(why -> button.pseudoClassStateChanged(BLOCKED, !why.isEmpty()));
    button.setOnAction(pressed -> {
      if (!action.perform()) {
        sayWhyBlocked.accept(action.text() + ": " + action.blocked().getValue());
      }
    });
    return button;
  }

  private static String tipText(WorkbenchAction action, String why) {
    String keys = action.keys() == null ? "" : "  " + action.keys().getDisplayText();
    return action.text() + keys + (why.isEmpty() ? "" : "\n" + why);
  }
}
