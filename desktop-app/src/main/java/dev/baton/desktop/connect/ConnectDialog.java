package dev.baton.desktop.connect;

import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.DialogPane;
import dev.baton.desktop.widgets.Form;
import dev.baton.desktop.widgets.ModalHost;
import java.io.File;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Address, token, name, production; tried before it is saved. */
public final class ConnectDialog {
  private static final double WIDTH = 560;

  private ConnectDialog() {}

  public static DialogPane of(ConnectModel model, Texts texts, ModalHost modals) {
    TextArea addresses = new TextArea();
    addresses.setId("connect-addresses");
    addresses.setPrefRowCount(3);
    addresses.setPromptText("http://127.0.0.1:7070");
    addresses.getStyleClass().add("code");
    addresses.textProperty().bindBidirectional(model.addressesProperty());
    TextField token = new TextField();
    token.setId("connect-token-file");
    token.setPromptText(texts.get("connect.token.prompt"));
    token.textProperty().bindBidirectional(model.tokenFileProperty());
    HBox.setHgrow(token, Priority.ALWAYS);
    Button browse = new Button();
    browse.setGraphic(Icons.of(MaterialDesignF.FOLDER_OPEN_OUTLINE));
    browse.getStyleClass().add("icon-button");
    browse.setAccessibleText(texts.get("connect.browse"));
    browse.setOnAction(pressed -> browse(model, texts, browse));
    TextField name = new TextField();
    name.setId("connect-name");
    name.setPromptText(texts.get("connect.name.prompt"));
    name.textProperty().bindBidirectional(model.nameProperty());
    CheckBox production = new CheckBox(texts.get("connect.production"));
    production.setId("connect-production");
    production.selectedProperty().bindBidirectional(model.productionProperty());
    Form form =
        new Form()
            .row(texts.get("connect.addresses"), addresses)
            .hint(texts.get("connect.addresses.hint"))
            .row(texts.get("connect.token"), new HBox(6, token, browse))
            .hint(texts.get("connect.token.hint"))
            .row(texts.get("connect.name"), name)
            .row("", production)
            .hint(texts.get("connect.production.hint"));
    ProgressIndicator busy = new ProgressIndicator();
    busy.getStyleClass().add("small-progress");
    busy.visibleProperty().bind(model.tryingProperty());
    DialogPane pane =
        new DialogPane(texts.get("connect.title"), form, WIDTH)
            .problem(model.problemProperty())
            .footer(busy)
            .ok(
                model
                    .tryingProperty()
                    .map(trying -> texts.get(trying ? "connect.trying" : "connect.ok")),
                model::connect)
            .cancel(
                texts.get("dialog.cancel"),
                () -> {
                  model.cancel();
                  modals.close();
                });
    pane.okButton().disableProperty().bind(model.tryingProperty());
    return pane;
  }

  private static void browse(ConnectModel model, Texts texts, Button near) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("connect.browse"));
    File chosen = chooser.showOpenDialog(near.getScene().getWindow());
    if (chosen != null) {
      model.tokenFileProperty().set(chosen.getPath());
    }
  }
}
