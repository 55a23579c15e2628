package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The attempts that an incident touched; a click on a run opens it. */
final class TouchTable {
  private final Desk desk;
  private final TableView<TouchView> table = Columns.table();

  TouchTable(IncidentModel model, Desk desk) {
    this.desk = desk;
    table.setId("touched-table");
    table
        .getColumns()
        .add(
            Columns.link(
                text("run"),
                58,
                TouchView::run,
                touch -> "#" + touch.run(),
                touch -> desk.navigator().openRun(touch.run())));
    table
        .getColumns()
        .add(
            Columns.number(
                text("attempt"),
                62,
                TouchView::attempt,
                touch -> Integer.toString(touch.attempt())));
    table
        .getColumns()
        .add(Columns.text(text("at"), 76, TouchView::at, touch -> desk.times().clock(touch.at())));
    table.getColumns().add(Columns.name(text("task"), 130, TouchView::task));
    SortedList<TouchView> sorted = new SortedList<>(model.touches());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignP.PLAYLIST_CHECK,
            new SimpleStringProperty(desk.texts().get("incident.noTouches")),
            new SimpleStringProperty(desk.texts().get("incident.noTouchesHint"))));
    table.setOnMouseClicked(clicked -> {
      if (clicked.getClickCount() == 2) {
        open();
      }
    });
    table.setOnKeyPressed(pressed -> {
      if (pressed.getCode() == KeyCode.ENTER) {
        open();
      }
    });
  }

  TableView<TouchView> node() {
    return table;
  }

  private void open() {
    TouchView touch = table.getSelectionModel().getSelectedItem();
    if (touch != null) {
      desk.navigator().openRun(touch.run());
    }
  }

  private String text(String column) {
    return desk.texts().get("touched.column." + column);
  }
}
