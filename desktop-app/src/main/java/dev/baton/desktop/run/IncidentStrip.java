package dev.baton.desktop.run;

import dev.baton.common.api.IncidentView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.incidents.IncidentWords;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.theme.StatusIcon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The incidents that touched the run, as links; hidden while there are none. */
final class IncidentStrip extends HBox {
  private static final int MAX_SHOWN = 4;

  private final Desk desk;
  private final IncidentWords words;

  IncidentStrip(Desk desk) {
    this.desk = desk;
    this.words = new IncidentWords(desk.texts(), desk.times());
    setId("run-incidents");
    getStyleClass().add("incident-strip");
    setAlignment(Pos.CENTER_LEFT);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  void show(List<IncidentView> incidents) {
    setVisible(!incidents.isEmpty());
    Label title = new Label(desk.texts().get("run.touchedBy"));
    title.getStyleClass().add("incident-quiet");
    title.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(title);
    incidents.stream().limit(MAX_SHOWN).forEach(each -> getChildren().add(link(each)));
    if (incidents.size() > MAX_SHOWN) {
      getChildren().add(new Label(desk.texts().get("gates.more", incidents.size() - MAX_SHOWN)));
    }
  }

  private Hyperlink link(IncidentView incident) {
    Hyperlink link = new Hyperlink("#" + incident.id() + " " + words.title(incident));
    link.setId("run-incident-" + incident.id());
    link.setGraphic(new StatusIcon(IncidentLook.of(incident.step())));
    link.getStyleClass().add("cell-link");
    link.setMinWidth(0);
    link.setTooltip(new Tooltip(words.step(incident) + "\n" + incident.summary()));
    link.setOnAction(pressed -> desk.navigator().openIncident(incident.id()));
    return link;
  }
}
