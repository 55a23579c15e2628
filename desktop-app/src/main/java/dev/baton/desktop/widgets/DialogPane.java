package dev.baton.desktop.widgets;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A dialog: title, content, what is wrong, buttons at the lower right. */
public final class DialogPane extends VBox {
  private final Label title = new Label();
  private final Label banner = new Label();
  private final Label problem = new Label();
  private final HBox buttons = new HBox();
  private final Button cancel = new Button();
  private final Button ok = new Button();

  public DialogPane(String titleText, Node content, double width) {
    getStyleClass().add("dialog");
    setPrefWidth(width);
    title.setText(titleText);
    title.getStyleClass().add("dialog-title");
    banner.getStyleClass().add("dialog-banner");
    banner.setMaxWidth(Double.MAX_VALUE);
    showWhileText(banner);
    problem.getStyleClass().add("dialog-problem");
    problem.setWrapText(true);
    problem.setMaxWidth(Double.MAX_VALUE);
    showWhileText(problem);
    VBox.setVgrow(content, Priority.ALWAYS);
    ok.setDefaultButton(true);
    ok.getStyleClass().add("primary-button");
    ok.setId("dialog-ok");
    cancel.setId("dialog-cancel");
    buttons.getStyleClass().add("dialog-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.getChildren().addAll(ToolStrip.spring(), cancel, ok);
    getChildren().addAll(title, banner, content, problem, buttons);
  }

  private static void showWhileText(Label label) {
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }

  /** A line that stands out above the content: for dialogs on a production cluster. */
  public DialogPane banner(String text) {
    banner.setText(text);
    return this;
  }

  public DialogPane problem(ObservableValue<String> text) {
    problem.textProperty().bind(text);
    return this;
  }

  public DialogPane ok(ObservableValue<String> text, Runnable action) {
    ok.textProperty().bind(text);
    ok.setOnAction(pressed -> action.run());
    return this;
  }

  public DialogPane cancel(String text, Runnable action) {
    cancel.setText(text);
    cancel.setOnAction(pressed -> action.run());
    return this;
  }

  /** Red instead of blue: what it does cannot be taken back. */
  public DialogPane dangerous() {
    ok.getStyleClass().add("danger-button");
    return this;
  }

  public Button okButton() {
    return ok;
  }

  /** Something at the lower left, beside the buttons. */
  public DialogPane footer(Node node) {
    buttons.getChildren().addFirst(node);
    return this;
  }
}
