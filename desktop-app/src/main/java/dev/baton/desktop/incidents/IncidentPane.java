package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.widgets.Copying;
import dev.baton.desktop.widgets.StatusBadge;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The editor of an incident: its way, why, what is done, the proof, and whom it touched. */
public final class IncidentPane extends VBox {
  private static final String GAP = "   \u00b7   ";

  private final IncidentModel model;
  private final Desk desk;
  private final IncidentWords words;
  private final StatusBadge step = new StatusBadge();
  private final Label title = new Label();
  private final Label facts = new Label();
  private final Label problem = new Label();
  private final StepsView steps;
  private final IncidentSections sections;
  private final Subscription subscriptions;

  public IncidentPane(IncidentModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    this.words = new IncidentWords(desk.texts(), desk.times());
    this.steps = new StepsView(desk);
    this.sections = new IncidentSections(desk, words);
    getStyleClass().add("incident-pane");
    setId("incident-" + model.id());
    setMinSize(0, 0);
    problem.getStyleClass().add("inline-problem");
    Copying.onRequest(problem, desk.texts().get("inspector.copy"), problem::getText);
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    problem.textProperty().bind(model.problemProperty());
    SplitPane split = new SplitPane(sections, touched());
    split.setDividerPositions(0.53);
    split.setMinSize(0, 0);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().addAll(head(), problem, steps, split);
    subscriptions =
        Subscription.combine(
            model.incidentProperty().subscribe(incident -> show()),
            desk.ticker().secondsProperty().subscribe(second -> tick()));
  }

  /** Ends what it listens to; the editor was closed. */
  public void dispose() {
    subscriptions.unsubscribe();
  }

  private Node head() {
    step.setMinWidth(USE_PREF_SIZE);
    title.getStyleClass().addAll("head-title", "strong");
    facts.getStyleClass().add("head-facts");
    // What is left: the title gives way last.
    facts.setMinWidth(0);
    facts.setPrefWidth(0);
    facts.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(facts, Priority.ALWAYS);
    ToolStrip head =
        new ToolStrip(
            step,
            title,
            facts,
            desk.controls().iconButton("incident.approve"),
            desk.controls().iconButton("incident.close"));
    head.getStyleClass().add("editor-head");
    return head;
  }

  private Node touched() {
    Label count = new Label();
    count.setId("touched-count");
    count.getStyleClass().add("strip-title");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::touchedText, model.incidentProperty(), model.touches(), model.cutProperty()));
    ToolStrip strip = new ToolStrip(count);
    Node table = new TouchTable(model, desk).node();
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox box = new VBox(strip, table);
    box.setMinSize(0, 0);
    return box;
  }

  private String touchedText() {
    IncidentView incident = model.incidentProperty().get();
    long attempts =
        incident == null
            ? model.touches().size()
            : Math.max(incident.attempts(), model.touches().size());
    return model.cutProperty().get()
        ? desk.texts().get("incident.touchedCut", attempts, model.touches().size())
        : desk.texts().get("incident.touched", attempts);
  }

  private void show() {
    IncidentView incident = model.incidentProperty().get();
    if (incident == null) {
      return;
    }
    step.show(IncidentLook.of(incident.step()), words.step(incident));
    title.setText(words.title(incident));
    facts.setText(facts(incident));
    facts.setTooltip(new Tooltip(facts.getText()));
    steps.show(incident);
    sections.show(incident);
  }

  private String facts(IncidentView incident) {
    List<String> parts = new ArrayList<>();
    parts.add("#" + incident.id());
    if (!words.cause(incident).isEmpty()) {
      parts.add(words.cause(incident));
    }
    String length = desk.times().length(words.outage(incident, desk.clock().instant()));
    parts.add(
        IncidentListModel.isOpen(incident)
            ? desk.texts().get("incident.since", length)
            : desk.texts().get("incident.after", length));
    if (incident.occurrences() > 1) {
      parts.add(desk.texts().get("incident.occurrences", incident.occurrences()));
    }
    if (incident.closedBy() != null) {
      parts.add(desk.texts().get("incident.closedBy", incident.closedBy()));
    }
    return String.join(GAP, parts);
  }

  private void tick() {
    IncidentView incident = model.incidentProperty().get();
    if (getScene() != null && incident != null && IncidentListModel.isOpen(incident)) {
      show();
    }
  }
}
