package dev.baton.desktop.job;

import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.DialogPane;
import dev.baton.desktop.widgets.Form;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Asks for parameters and a reason, then starts a run. */
public final class TriggerDialog {
  private static final double WIDTH = 560;

  private final TriggerModel model;
  private final Desk desk;
  private final GridPane grid = new GridPane();

  private TriggerDialog(TriggerModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
  }

  /**
   * @param banner names a production cluster; empty = none
   */
  public static DialogPane of(TriggerModel model, Desk desk, String banner) {
    return new TriggerDialog(model, desk).build(banner);
  }

  private DialogPane build(String banner) {
    grid.getStyleClass().add("param-grid");
    model.params().addListener((ListChangeListener<TriggerModel.Param>) change -> showParams());
    showParams();
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(260);
    scroll.getStyleClass().add("param-scroll");
    Button add = new Button(desk.texts().get("trigger.addParam"));
    add.setGraphic(Icons.of(MaterialDesignP.PLUS));
    add.getStyleClass().add("flat-button");
    add.setOnAction(pressed -> model.addParam());
    TextField reason = new TextField();
    reason.setId("trigger-reason");
    reason.setPromptText(desk.texts().get("dialog.reason.prompt"));
    reason.textProperty().bindBidirectional(model.reasonProperty());
    Form form =
        new Form()
            .row(desk.texts().get("trigger.job"), jobLabel())
            .row(desk.texts().get("trigger.params"), new VBox(4, scroll, add))
            .row(desk.texts().get("dialog.reason"), reason);
    DialogPane pane =
        new DialogPane(desk.texts().get("trigger.title"), form, WIDTH)
            .banner(banner)
            .problem(model.problemProperty())
            .ok(
                model
                    .sendingProperty()
                    .map(
                        sending -> desk.texts().get(sending ? "trigger.sending" : "trigger.start")),
                model::start)
            .cancel(desk.texts().get("dialog.cancel"), desk.modals()::close);
    pane.okButton().disableProperty().bind(model.sendingProperty());
    return pane;
  }

  private Node jobLabel() {
    Label label = new Label(model.job().toString());
    label.getStyleClass().addAll("strong", "form-value");
    return label;
  }

  private void showParams() {
    grid.getChildren().clear();
    if (model.params().isEmpty()) {
      Label none = new Label(desk.texts().get("trigger.noParams"));
      none.getStyleClass().add("form-hint");
      grid.add(none, 0, 0);
      return;
    }
    int row = 0;
    for (TriggerModel.Param param : model.params()) {
      TextField name = new TextField();
      name.textProperty().bindBidirectional(param.nameProperty());
      name.setEditable(param.preset() == null);
      name.setPromptText(desk.texts().get("trigger.paramName"));
      name.getStyleClass().add(param.preset() == null ? "code" : "fixed-name");
      name.setPrefWidth(150);
      TextField value = new TextField();
      value.textProperty().bindBidirectional(param.valueProperty());
      value.setPromptText(desk.texts().get("trigger.paramValue"));
      value.getStyleClass().add("code");
      HBox.setHgrow(value, Priority.ALWAYS);
      GridPane.setHgrow(value, Priority.ALWAYS);
      grid.add(name, 0, row);
      grid.add(value, 1, row++);
    }
  }
}
