package dev.baton.desktop.incidents;

import dev.baton.common.api.DoneView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.incident.ActionState;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.CommandModel;
import dev.baton.desktop.i18n.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which proposed action of an incident is carried out, and why. */
public final class ApproveModel {
  private final IncidentView incident;
  private final List<ActionView> proposed;
  private final ObjectProperty<ActionView> chosen = new SimpleObjectProperty<>(this, "chosen");
  private final CommandModel command;

  /**
   * @param incident has at least one proposed action
   */
  public ApproveModel(
      IncidentView incident, ClusterSession session, Texts texts, Consumer<DoneView> done) {
    this.incident = incident;
    this.proposed =
        incident.plan().stream().filter(action -> action.state() == ActionState.PROPOSED).toList();
    chosen.set(proposed.getFirst());
    command =
        new CommandModel(
            session.tasks(),
            texts.get("approve.title", Long.toString(incident.id())),
            reason ->
                session
                    .writes()
                    .recovery()
                    .approveIncident(incident.id(), chosen.get().name(), reason),
            done);
  }

  IncidentView incident() {
    return incident;
  }

  public List<ActionView> proposed() {
    return proposed;
  }

  public ObjectProperty<ActionView> chosenProperty() {
    return chosen;
  }

  public CommandModel command() {
    return command;
  }
}
