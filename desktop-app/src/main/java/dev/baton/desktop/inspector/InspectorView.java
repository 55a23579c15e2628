package dev.baton.desktop.inspector;

import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.PropertySheet;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The sheet, or a word on how to fill it. */
public final class InspectorView extends StackPane {
  public InspectorView(InspectorModel model, Desk desk) {
    getStyleClass().add("inspector");
    setMinSize(0, 0);
    PropertySheet sheet =
        new PropertySheet(desk.texts().get("inspector.copy"), desk.navigator()::open);
    sheet.setId("inspector-sheet");
    EmptyState empty =
        new EmptyState(
            MaterialDesignC.CURSOR_DEFAULT_CLICK_OUTLINE,
            new SimpleStringProperty(desk.texts().get("inspector.empty.title")),
            new SimpleStringProperty(desk.texts().get("inspector.empty.hint")));
    getChildren().addAll(sheet, empty);
    model
        .groupsProperty()
        .subscribe(groups -> {
          sheet.show(groups);
          sheet.setVisible(!groups.isEmpty());
          empty.setVisible(groups.isEmpty());
        });
    desk.ticker()
        .secondsProperty()
        .addListener(second -> {
          if (getScene() != null) {
            model.tick();
          }
        });
  }
}
