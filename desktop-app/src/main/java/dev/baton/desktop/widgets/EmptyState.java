package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.Icons;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a list shows while it is empty: that it is, why, and what to do about it. */
public final class EmptyState extends VBox {
  private static final double MAX_TEXT_WIDTH = 360;

  public EmptyState(
      Ikon icon, ObservableValue<String> title, ObservableValue<String> hint, Node... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    FontIcon picture = Icons.of(icon);
    picture.getStyleClass().add("empty-icon");
    Label headline = new Label();
    headline.getStyleClass().add("empty-title");
    headline.textProperty().bind(title);
    Label text = new Label();
    text.getStyleClass().add("empty-hint");
    text.textProperty().bind(hint);
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.setMaxWidth(MAX_TEXT_WIDTH);
    text.setMinHeight(USE_PREF_SIZE);
    headline.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(picture, headline, text);
    getChildren().addAll(actions);
    setMinSize(0, 0);
  }
}
