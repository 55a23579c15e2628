package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.desktop.desk.CommandDialog;
import dev.baton.desktop.desk.Desk;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** What would be done, what it risks, on which cluster; nothing is done before it is confirmed. */
public final class ApproveDialog {
  private ApproveDialog() {}

  /**
   * @param cluster its name, for the sentence
   * @param banner names a production cluster; empty = none
   */
  public static void show(ApproveModel model, Desk desk, String cluster, String banner) {
    IncidentWords words = new IncidentWords(desk.texts(), desk.times());
    String id = Long.toString(model.incident().id());
    CommandDialog.show(
        desk,
        model.command(),
        desk.texts().get("approve.title", id),
        desk.texts().get("approve.what", id, words.title(model.incident()), cluster),
        desk.texts().get("approve.ok"),
        true,
        banner,
        choices(model, desk, words));
  }

  private static Node choices(ApproveModel model, Desk desk, IncidentWords words) {
    ToggleGroup group = new ToggleGroup();
    VBox box = new VBox();
    box.getStyleClass().add("approve-choices");
    for (ActionView action : model.proposed()) {
      RadioButton button = new RadioButton(words.what(action));
      button.setId("approve-" + action.name());
      button.setToggleGroup(group);
      button.setSelected(action.equals(model.chosenProperty().get()));
      button.setWrapText(true);
      button.setOnAction(pressed -> model.chosenProperty().set(action));
      box.getChildren().add(button);
      String risk = words.risk(action);
      if (!risk.isEmpty()) {
        box.getChildren().add(note(desk.texts().get("incident.risk", risk), "incident-risk"));
      }
      String detail = action.detail() == null ? "" : action.detail();
      if (!detail.isEmpty()) {
        box.getChildren().add(note(detail, "incident-quiet"));
      }
    }
    return box;
  }

  private static Label note(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    label.getStyleClass().addAll("approve-note", style);
    return label;
  }
}
