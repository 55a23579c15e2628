package dev.baton.desktop.shell;

import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.actions.WorkbenchAction;
import dev.baton.desktop.i18n.Texts;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What the middle shows while no editor is open: how to open one, and the keys for it. */
final class EditorHints extends StackPane {
  private static final String[] SHOWN = {
    "palette.show", "tool.explorer", "tool.runs", "tool.incidents", "connection.open"
  };

  EditorHints(Texts texts, ActionRegistry actions) {
    getStyleClass().add("editor-hints");
    setMinSize(0, 0);
    Label title = new Label(texts.get("hints.title"));
    title.getStyleClass().add("empty-title");
    GridPane keys = new GridPane();
    keys.getStyleClass().add("hint-grid");
    keys.setAlignment(Pos.CENTER);
    int row = 0;
    for (String id : SHOWN) {
      WorkbenchAction action = actions.get(id);
      Label name = new Label(action.text());
      Label combination = new Label(action.keys() == null ? "" : action.keys().getDisplayText());
      combination.getStyleClass().add("key-hint");
      GridPane.setHalignment(name, HPos.RIGHT);
      keys.addRow(row++, name, combination);
    }
    VBox box = new VBox(title, keys);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("editor-hints-box");
    getChildren().add(box);
  }
}
