package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.api.IncidentView.EvidenceView;
import dev.baton.common.api.IncidentView.ProbeView;
import dev.baton.common.incident.ActionState;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.widgets.Copying;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Why, what is done about it, the proof, and what was seen: the parts of an incident in words. */
final class IncidentSections extends ScrollPane {
  private final Desk desk;
  private final IncidentWords words;
  private final VBox column = new VBox();
  private IncidentView shown;

  IncidentSections(Desk desk, IncidentWords words) {
    this.desk = desk;
    this.words = words;
    setId("incident-sections");
    getStyleClass().add("incident-sections");
    column.getStyleClass().add("incident-column");
    setContent(column);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, 0);
  }

  void show(IncidentView incident) {
    if (incident.equals(shown)) {
      return;
    }
    shown = incident;
    column.getChildren().clear();
    section("why", List.of(why(incident)));
    section(
        "proof",
        incident.probes().isEmpty()
            ? List.of(quiet(desk.texts().get("incident.noProbes")))
            : incident.probes().stream().map(this::probe).toList());
    section(
        "plan",
        incident.plan().isEmpty()
            ? List.of(quiet(desk.texts().get("incident.noPlan")))
            : incident.plan().stream().map(this::action).toList());
    section("evidence", List.of());
    int half = (incident.evidence().size() + 1) / 2;
    for (int i = 0; i < incident.evidence().size(); i++) {
      if (i == half && incident.evidenceDropped() > 0) {
        column
            .getChildren()
            .add(quiet(desk.texts().get("incident.evidenceDropped", incident.evidenceDropped())));
      }
      column.getChildren().add(evidence(incident.evidence().get(i)));
    }
  }

  private void section(String key, List<Node> rows) {
    Label title = new Label(desk.texts().get("incident.section." + key));
    title.getStyleClass().add("property-group-title");
    column.getChildren().add(title);
    column.getChildren().addAll(rows);
  }

  private Node why(IncidentView incident) {
    VBox box = new VBox(words(words.causeHint(incident)), quiet(incident.summary()));
    box.getStyleClass().add("incident-row");
    return box;
  }

  private Node probe(ProbeView probe) {
    VBox text = new VBox(words(words.probe(probe)));
    if (probe.detail() != null && !probe.detail().isEmpty()) {
      text.getChildren().add(quiet(probe.detail()));
    }
    return row(
        IncidentLook.ofProbe(probe.holds()),
        text,
        tag(desk.texts().get(probe.holds() ? "incident.holds" : "incident.holdsNot")));
  }

  private Node action(ActionView action) {
    VBox text = new VBox(words(words.what(action)));
    if (action.detail() != null && !action.detail().isEmpty()) {
      text.getChildren().add(quiet(action.detail()));
    }
    if (action.state() == ActionState.PROPOSED) {
      String risk = words.risk(action);
      if (!risk.isEmpty()) {
        Label warning = words(desk.texts().get("incident.risk", risk));
        warning.getStyleClass().add("incident-risk");
        text.getChildren().add(warning);
      }
      Button approve = desk.controls().textButton("incident.approve");
      approve.getStyleClass().add("outlined-button");
      text.getChildren().add(approve);
    }
    return row(
        IncidentLook.of(action.state()),
        text,
        tag(desk.texts().word("actionState", action.state())));
  }

  private Node evidence(EvidenceView line) {
    Label at = tag(desk.times().clockMs(line.at()));
    Label who = tag(line.source());
    Supplier<String> whole =
        () -> desk.times().full(line.at()) + " " + line.source() + " " + line.text();
    HBox head =
        new HBox(
            at, who, ToolStrip.spring(), Copying.button(desk.texts().get("inspector.copy"), whole));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("incident-evidence-head");
    Label text = words(line.text());
    VBox box = new VBox(head, text);
    box.getStyleClass().addAll("incident-row", "incident-evidence");
    Copying.onRequest(box, desk.texts().get("inspector.copy"), whole);
    return box;
  }

  private static Node row(StatusLook look, VBox text, Label state) {
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox icon = new HBox(new StatusIcon(look));
    icon.getStyleClass().add("incident-icon");
    HBox row = new HBox(icon, text, state);
    row.setAlignment(Pos.TOP_LEFT);
    row.getStyleClass().add("incident-row");
    return row;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Label quiet(String text) {
    Label label = words(text);
    label.getStyleClass().add("incident-quiet");
    return label;
  }

  private static Label tag(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("incident-tag");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
