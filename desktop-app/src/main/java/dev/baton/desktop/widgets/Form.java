package dev.baton.desktop.widgets;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Labels left, fields right, hints below the fields. */
public final class Form extends GridPane {
  private int rows;

  public Form() {
    getStyleClass().add("form");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setHalignment(HPos.LEFT);
    labels.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    fields.setFillWidth(true);
    getColumnConstraints().addAll(labels, fields);
  }

  public Form row(String label, Node field) {
    Label text = new Label(label);
    text.getStyleClass().add("form-label");
    text.setLabelFor(field);
    GridPane.setValignment(text, VPos.TOP);
    add(text, 0, rows);
    add(field, 1, rows++);
    return this;
  }

  public Form hint(String text) {
    Label hint = new Label(text);
    hint.getStyleClass().add("form-hint");
    hint.setWrapText(true);
    add(hint, 1, rows++);
    return this;
  }

  public Form wide(Node node) {
    add(node, 0, rows++, 2, 1);
    return this;
  }
}
