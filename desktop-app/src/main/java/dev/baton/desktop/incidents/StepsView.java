package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.common.incident.IncidentStep;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The way of an incident as a line of points: when each was reached, and how long it took. */
final class StepsView extends HBox {
  private static final PseudoClass AHEAD = PseudoClass.getPseudoClass("ahead");
  private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

  private final Desk desk;
  private List<Stage> shown = List.of();

  StepsView(Desk desk) {
    this.desk = desk;
    setId("incident-steps");
    getStyleClass().add("steps");
    setMinWidth(0);
  }

  void show(IncidentView incident) {
    List<Stage> stages = Stage.of(incident, desk.clock().instant());
    if (stages.equals(shown)) {
      return;
    }
    shown = stages;
    getChildren().clear();
    for (int i = 0; i < stages.size(); i++) {
      VBox cell = cell(stages.get(i), i == stages.size() - 1);
      if (i < stages.size() - 1) {
        HBox.setHgrow(cell, Priority.ALWAYS);
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setPrefWidth(10);
      }
      getChildren().add(cell);
    }
  }

  private VBox cell(Stage stage, boolean last) {
    String word = word(stage);
    HBox track = new HBox(new StatusIcon(look(stage)));
    track.getStyleClass().add("step-track");
    track.setAlignment(Pos.CENTER_LEFT);
    if (!last) {
      track.getChildren().add(line());
      if (stage.until() != null) {
        Label length = new Label(desk.times().length(stage.until()));
        length.getStyleClass().add("step-length");
        length.setMinWidth(USE_PREF_SIZE);
        track.getChildren().addAll(length, line());
      }
    }
    Label name = new Label(word);
    name.getStyleClass().add("step-name");
    name.setMinWidth(USE_PREF_SIZE);
    Label at = new Label(stage.at() == null ? "" : desk.times().clockMs(stage.at()));
    at.getStyleClass().add("step-time");
    VBox cell = new VBox(track, name, at);
    cell.getStyleClass().add("step");
    cell.pseudoClassStateChanged(
        AHEAD, stage.state() == Stage.State.AHEAD || stage.state() == Stage.State.PASSED_OVER);
    cell.pseudoClassStateChanged(NOW, stage.state() == Stage.State.NOW);
    cell.setAccessibleText(word + " " + at.getText());
    return cell;
  }

  private static Region line() {
    Region line = new Region();
    line.getStyleClass().add("step-line");
    HBox.setHgrow(line, Priority.ALWAYS);
    return line;
  }

  private String word(Stage stage) {
    return stage.point() == Stage.Point.WELL
        ? desk.texts().get("incident.well")
        : desk.texts().word("incidentStep", IncidentStep.valueOf(stage.point().name()));
  }

  private static StatusLook look(Stage stage) {
    return switch (stage.state()) {
      case DONE ->
          stage.point() == Stage.Point.WELL
              ? new StatusLook(Glyph.DISC, Tone.NEUTRAL)
              : new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case NOW -> IncidentLook.of(IncidentStep.valueOf(stage.point().name()));
      case AHEAD -> new StatusLook(Glyph.RING, Tone.NEUTRAL);
      case PASSED_OVER -> new StatusLook(Glyph.SLASH, Tone.NEUTRAL);
    };
  }
}
