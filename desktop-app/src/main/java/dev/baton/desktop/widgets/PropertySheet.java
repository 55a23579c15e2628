package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Names and values in groups, as an IDE shows the properties of what is selected. */
public final class PropertySheet extends ScrollPane {
  /** A group with its heading. */
  public record Group(String title, List<Property> properties) {}

  /**
   * @param value what is shown; empty ones are left out by the caller
   * @param look shape before the value; null = none
   * @param mono whether the value is code
   * @param link where the value leads; null = nowhere
   */
  public record Property(String name, String value, StatusLook look, boolean mono, String link) {
    public static Property text(String name, String value) {
      return new Property(name, value, null, false, null);
    }

    public static Property code(String name, String value) {
      return new Property(name, value, null, true, null);
    }

    public static Property status(String name, StatusLook look, String value) {
      return new Property(name, value, look, false, null);
    }

    /** A value that leads somewhere when it is pressed. */
    public static Property link(String name, StatusLook look, String value, String link) {
      return new Property(name, value, look, false, link);
    }
  }

  private final VBox groups = new VBox();
  private List<Group> shown = List.of();

  private final String copyText;
  private final Consumer<String> opened;

  /**
   * @param copyText the word for copying a value
   * @param opened goes where a link leads
   */
  public PropertySheet(String copyText, Consumer<String> opened) {
    this.copyText = copyText;
    this.opened = opened;
    getStyleClass().add("property-sheet");
    groups.getStyleClass().add("property-groups");
    setContent(groups);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, 0);
  }

  /** Shows these; keeps its place, and does nothing when nothing differs. */
  public void show(List<Group> next) {
    if (next.equals(shown)) {
      return;
    }
    shown = next;
    groups.getChildren().clear();
    for (Group group : next) {
      Label title = new Label(group.title());
      title.getStyleClass().add("property-group-title");
      title.setMaxWidth(Double.MAX_VALUE);
      groups.getChildren().addAll(title, grid(group.properties()));
    }
  }

  private GridPane grid(List<Property> properties) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("property-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setPercentWidth(36);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setPercentWidth(64);
    grid.getColumnConstraints().addAll(names, values);
    int row = 0;
    for (Property property : properties) {
      Label name = new Label(property.name());
      name.getStyleClass().add("property-name");
      GridPane.setValignment(name, VPos.TOP);
      grid.add(name, 0, row);
      grid.add(value(property), 1, row++);
    }
    return grid;
  }

  private Node value(Property property) {
    if (property.link() != null) {
      return link(property);
    }
    if (property.look() != null) {
      StatusBadge badge = new StatusBadge();
      badge.getStyleClass().add("property-value");
      badge.show(property.look(), property.value());
      return badge;
    }
    Label text = new Label(property.value());
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.getStyleClass().addAll("property-value", property.mono() ? "code" : "prose");
    Copying.onRequest(text, copyText, property::value);
    if (!property.mono()) {
      return text;
    }
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox box = new HBox(text, Copying.button(copyText, property::value));
    box.getStyleClass().add("copyable");
    return box;
  }

  private Node link(Property property) {
    Hyperlink link = new Hyperlink(property.value());
    link.getStyleClass().addAll("cell-link", "property-value");
    link.setWrapText(true);
    link.setMinHeight(USE_PREF_SIZE);
    if (property.look() != null) {
      link.setGraphic(new StatusIcon(property.look()));
    }
    link.setOnAction(pressed -> {
      link.setVisited(false);
      opened.accept(property.link());
    });
    Copying.onRequest(link, copyText, property::value);
    return link;
  }
}
