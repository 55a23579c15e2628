package dev.baton.desktop.shell;

import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.Logo;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** What one sees before a connection is open: the saved ones and how to make one. */
final class WelcomePane extends StackPane {
  private static final double WIDTH = 520;

  WelcomePane(Texts texts, List<Connection> saved, Consumer<Connection> open, Runnable openNew) {
    getStyleClass().add("welcome");
    Label title = new Label("Baton");
    title.getStyleClass().add("welcome-title");
    Label subtitle = new Label(texts.get("welcome.subtitle"));
    subtitle.getStyleClass().add("welcome-subtitle");
    VBox list = new VBox();
    list.getStyleClass().add("welcome-list");
    for (Connection connection : saved) {
      list.getChildren().add(row(texts, connection, open));
    }
    if (saved.isEmpty()) {
      Label none = new Label(texts.get("welcome.none"));
      none.setWrapText(true);
      none.getStyleClass().add("empty-hint");
      list.getChildren().add(none);
    }
    Button connect = new Button(texts.get("welcome.connect"));
    connect.setId("welcome-connect");
    connect.setGraphic(Icons.of(MaterialDesignP.PLUS));
    connect.getStyleClass().add("primary-button");
    connect.setOnAction(pressed -> openNew.run());
    VBox words = new VBox(2, title, subtitle);
    HBox head = new HBox(18, Logo.node(56), words);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("welcome-head");
    VBox box = new VBox(head, list, connect);
    box.getStyleClass().add("welcome-box");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    getChildren().add(box);
  }

  private static Node row(Texts texts, Connection connection, Consumer<Connection> open) {
    FontIcon icon = Icons.of(MaterialDesignS.SERVER_NETWORK);
    Label name = new Label(connection.name());
    name.getStyleClass().add("strong");
    Label servers = new Label(String.join("  ", connection.servers()));
    servers.getStyleClass().add("welcome-servers");
    VBox words = new VBox(2, name, servers);
    HBox row = new HBox(12, icon, words, ToolStrip.spring());
    row.setAlignment(Pos.CENTER_LEFT);
    if (connection.production()) {
      Label badge = new Label(texts.get("header.production"));
      badge.getStyleClass().add("production-badge");
      row.getChildren().add(badge);
    }
    Button button = new Button();
    button.setGraphic(row);
    button.getStyleClass().add("welcome-row");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(pressed -> open.accept(connection));
    return button;
  }
}
