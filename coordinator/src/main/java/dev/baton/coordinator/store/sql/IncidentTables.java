package dev.baton.coordinator.store.sql;

import static dev.baton.coordinator.store.sql.Column.Role.CHANGES;
import static dev.baton.coordinator.store.sql.Column.Role.FIXED;
import static dev.baton.coordinator.store.sql.Column.Role.KEY;

import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.codec.TextCodec;

/** The tables of incidents. What is looked for has a column; {@code body} holds the whole row. */
final class IncidentTables {
  static final Table<Incident> INCIDENTS =
      Table.of(
          "incidents",
          Column.ofLong("id", KEY, Incident::id),
          Column.ofWord("kind", FIXED, Incident::kind),
          Column.ofText("subject", FIXED, Incident::subject),
          Column.ofWord("step", CHANGES, Incident::step),
          Column.ofWord("cause", CHANGES, Incident::cause),
          Column.ofLong("detected_at", CHANGES, row -> Micros.orNull(row.times().detectedAt())),
          Column.ofLong("resolved_at", CHANGES, row -> Micros.orNull(row.times().resolvedAt())),
          Column.ofText("body", CHANGES, TextCodec::ofIncident));

  static final Table<IncidentTouch> TOUCHES =
      Table.of(
          "incident_touches",
          Column.ofLong("run_id", KEY, row -> row.attempt().run().value()),
          Column.ofText("task", KEY, row -> row.attempt().task()),
          Column.ofInt("attempt", KEY, row -> row.attempt().number()),
          Column.ofLong("incident", KEY, IncidentTouch::incident),
          Column.ofLong("touched_at", CHANGES, row -> Micros.orNull(row.at())));

  static final Table<LeadershipRow> LEADERSHIPS =
      Table.of(
          "leaderships",
          Column.ofLong("epoch", KEY, LeadershipRow::epoch),
          Column.ofText("coordinator", FIXED, LeadershipRow::coordinator),
          Column.ofLong("began_at", FIXED, row -> Micros.orNull(row.beganAt())),
          Column.ofLong("ended_at", CHANGES, row -> Micros.orNull(row.endedAt())),
          Column.ofText("end_reason", CHANGES, LeadershipRow::endReason));

  private IncidentTables() {}
}
