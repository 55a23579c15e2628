package dev.baton.desktop.shell;

import dev.baton.desktop.actions.ActionControls;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.ToolStrip;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Menus, the connection, the few actions one needs all day. */
final class HeaderBar extends HBox {
  private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

  private final ActionControls controls;
  private final Texts texts;

  HeaderBar(ActionControls controls, Texts texts, Connection connection, Runnable switchTo) {
    this.controls = controls;
    this.texts = texts;
    getStyleClass().add("header-bar");
    setAlignment(Pos.CENTER_LEFT);
    pseudoClassStateChanged(PRODUCTION, connection.production());
    getChildren()
        .addAll(
            menus(),
            ToolStrip.spring(),
            connectionButton(connection, switchTo),
            ToolStrip.spring(),
            controls.iconButton("run.trigger"),
            controls.iconButton("run.rerun"),
            controls.iconButton("run.cancel"),
            ToolStrip.separator(),
            controls.iconButton("view.refresh"),
            search());
  }

  private MenuBar menus() {
    MenuBar bar =
        new MenuBar(
            menu(
                "menu.cluster",
                "connection.open",
                "connection.close",
                "-",
                "cluster.stepDown",
                "-",
                "app.quit"),
            menu("menu.job", "job.open", "run.trigger", "job.runs", "-", "job.pause", "job.resume"),
            menu(
                "menu.run",
                "run.open",
                "log.show",
                "log.search",
                "-",
                "run.rerun",
                "run.rerunAll",
                "run.rerunTask",
                "-",
                "task.rerunHeld",
                "task.failHeld",
                "-",
                "run.cancel"),
            menu("menu.incident", "incident.open", "-", "incident.approve", "incident.close"),
            menu("menu.executor", "executor.cordon", "executor.uncordon", "executor.drain"),
            view(),
            menu("menu.help", "search.everywhere", "palette.show", "help.about"));
    bar.setMinWidth(USE_PREF_SIZE);
    return bar;
  }

  private Menu view() {
    Menu view =
        menu(
            "menu.view",
            "tool.explorer",
            "tool.inspector",
            "tool.runs",
            "tool.log",
            "tool.incidents",
            "tool.executors",
            "tool.failover",
            "tool.throughput",
            "tool.hideAll",
            "-",
            "editor.close",
            "editor.closeAll",
            "-",
            "view.refresh",
            "-");
    view.getItems()
        .addAll(
            menu("menu.theme", "theme.system", "theme.light", "theme.dark"),
            menu("menu.language", "language.en", "language.zh"),
            controls.menuItem("layout.reset"));
    return view;
  }

  private Menu menu(String key, String... ids) {
    Menu menu = new Menu(texts.get(key));
    for (String id : ids) {
      MenuItem item = id.equals("-") ? new SeparatorMenuItem() : controls.menuItem(id);
      menu.getItems().add(item);
    }
    return menu;
  }

  private Node connectionButton(Connection connection, Runnable switchTo) {
    Button button = new Button(connection.name());
    button.setId("connection-button");
    button.getStyleClass().add("connection-button");
    button.setFocusTraversable(false);
    HBox chevron = new HBox(Icons.of(MaterialDesignS.SERVER_NETWORK));
    chevron.setAlignment(Pos.CENTER);
    button.setGraphic(chevron);
    button.setOnAction(pressed -> switchTo.run());
    HBox box = new HBox(8, button);
    box.setAlignment(Pos.CENTER);
    if (connection.production()) {
      Label badge = new Label(texts.get("header.production"));
      badge.getStyleClass().add("production-badge");
      box.getChildren().add(badge);
    }
    return box;
  }

  private Node search() {
    Button button = controls.iconButton("search.everywhere");
    button.setGraphic(Icons.of(MaterialDesignM.MAGNIFY));
    return button;
  }
}
