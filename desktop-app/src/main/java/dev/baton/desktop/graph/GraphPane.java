package dev.baton.desktop.graph;

import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.Themes;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The canvas with its strip: search, how many tasks, zoom. */
public final class GraphPane extends VBox {
  private static final double STEP = 1.25;

  private final GraphView view;

  /**
   * @param more further controls at the left of the strip
   */
  public GraphPane(GraphModel model, Themes themes, Texts texts, Node... more) {
    view = new GraphView(model, themes);
    SearchField search = new SearchField(texts.get("graph.search"));
    search.setPrefWidth(200);
    Label found = new Label();
    found.getStyleClass().add("strip-info");
    search
        .textProperty()
        .subscribe(text -> {
          int count = model.search(text);
          found.setText(text.isBlank() ? "" : texts.get("graph.found", count));
        });
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        pressed -> {
          if (pressed.getCode() == KeyCode.ENTER) {
            model.nextFound(!pressed.isShiftDown());
            pressed.consume();
          }
        });
    Label zoom = new Label();
    zoom.getStyleClass().add("strip-info");
    zoom.setMinWidth(42);
    model.viewportProperty().subscribe(port -> zoom.setText(Math.round(port.scale() * 100) + "%"));
    ToolStrip strip = new ToolStrip(more);
    strip
        .getChildren()
        .addAll(
            search,
            found,
            ToolStrip.spring(),
            zoom,
            button(MaterialDesignM.MINUS, texts.get("graph.zoomOut"), () -> model.zoom(1 / STEP)),
            button(MaterialDesignP.PLUS, texts.get("graph.zoomIn"), () -> model.zoom(STEP)),
            button(MaterialDesignF.FIT_TO_PAGE_OUTLINE, texts.get("graph.fit"), model::fit));
    VBox.setVgrow(view, Priority.ALWAYS);
    getChildren().addAll(strip, view);
    setMinSize(0, 0);
  }

  public GraphView view() {
    return view;
  }

  private static Button button(Ikon icon, String text, Runnable action) {
    Button button = new Button();
    button.setGraphic(Icons.of(icon));
    button.setAccessibleText(text);
    button.setTooltip(new Tooltip(text));
    button.getStyleClass().add("icon-button");
    button.setFocusTraversable(false);
    button.setOnAction(pressed -> action.run());
    return button;
  }
}
