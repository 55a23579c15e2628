package dev.baton.desktop.desk;

import dev.baton.desktop.widgets.DialogPane;
import dev.baton.desktop.widgets.Form;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Says what will happen, asks why, and does it. */
public final class CommandDialog {
  private static final double WIDTH = 480;

  private CommandDialog() {}

  /**
   * @param what will happen, in a sentence or two
   * @param okText names the deed
   * @param dangerous whether it cannot be taken back
   * @param banner names a production cluster; empty = none
   * @param more further fields between the sentence and the reason
   */
  public static void show(
      Desk desk,
      CommandModel model,
      String title,
      String what,
      String okText,
      boolean dangerous,
      String banner,
      Node... more) {
    Label sentence = new Label(what);
    sentence.setWrapText(true);
    TextField reason = new TextField();
    reason.setId("command-reason");
    reason.setPromptText(desk.texts().get("dialog.reason.prompt"));
    reason.textProperty().bindBidirectional(model.reasonProperty());
    VBox content = new VBox(12, sentence);
    content.getChildren().addAll(more);
    content.getChildren().add(new Form().row(desk.texts().get("dialog.reason"), reason));
    DialogPane pane =
        new DialogPane(title, content, WIDTH)
            .banner(banner)
            .problem(model.problemProperty())
            .ok(
                model
                    .sendingProperty()
                    .map(sending -> sending ? desk.texts().get("dialog.sending") : okText),
                model::send)
            .cancel(desk.texts().get("dialog.back"), desk.modals()::close);
    if (dangerous) {
      pane.dangerous();
    }
    pane.okButton().disableProperty().bind(model.sendingProperty());
    desk.modals().showDialog(pane, () -> {});
    reason.requestFocus();
  }
}
