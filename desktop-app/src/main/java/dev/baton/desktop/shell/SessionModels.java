package dev.baton.desktop.shell;

import dev.baton.desktop.charts.ThroughputModel;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.explorer.ExplorerModel;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.incidents.IncidentWords;
import dev.baton.desktop.inspector.InspectorModel;
import dev.baton.desktop.inspector.PropertyWords;
import dev.baton.desktop.log.LogModel;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.runs.RunListModel;
import dev.baton.desktop.timeline.TimelineModel;

/** The view models of an open connection that live as long as it does. */
record SessionModels(
    ClusterSession session,
    RunBook book,
    ExplorerModel explorer,
    RunListModel runs,
    IncidentListModel incidents,
    LogModel log,
    InspectorModel inspector,
    TimelineModel timeline,
    ThroughputModel throughput) {

  static SessionModels of(ClusterSession session, RunBook book, String connection, Desk desk) {
    IncidentWords words = new IncidentWords(desk.texts(), desk.times());
    IncidentListModel incidents = new IncidentListModel(session, desk.texts(), words);
    SessionModels models =
        new SessionModels(
            session,
            book,
            new ExplorerModel(desk.texts(), desk.tasks(), session.model(), connection),
            new RunListModel(session, desk.texts(), desk.clock()),
            incidents,
            new LogModel(desk.tasks(), desk.texts()),
            new InspectorModel(
                session,
                book,
                incidents,
                desk.selection(),
                new PropertyWords(desk.texts(), desk.times(), desk.clock())),
            new TimelineModel(session, desk.texts(), desk.clock()),
            new ThroughputModel(session, desk.clock()));
    models.runs().reload();
    models.incidents().reload();
    return models;
  }
}
