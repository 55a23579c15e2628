package dev.baton.desktop.shell;

import dev.baton.common.api.IncidentView;
import dev.baton.common.id.JobKey;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.dock.DockFrame;
import dev.baton.desktop.dock.Editor;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.incidents.IncidentModel;
import dev.baton.desktop.incidents.IncidentPane;
import dev.baton.desktop.job.JobModel;
import dev.baton.desktop.job.JobPane;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.run.RunModel;
import dev.baton.desktop.run.RunPane;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;

/** Opens jobs and runs as tabs in the middle. */
final class Editors {
  private static final String JOB = "job:";
  private static final String RUN = "run:";
  private static final String INCIDENT = "incident:";
  private static final String NUMBER = "[1-9][0-9]{0,17}";

  private final DockFrame dock;
  private final ClusterSession session;
  private final RunBook book;
  private final IncidentListModel incidents;
  private final Desk desk;

  Editors(
      DockFrame dock,
      ClusterSession session,
      RunBook book,
      IncidentListModel incidents,
      Desk desk) {
    this.dock = dock;
    this.session = session;
    this.book = book;
    this.incidents = incidents;
    this.desk = desk;
    dock.activeEditorProperty().subscribe(this::select);
  }

  /** What is in front is what actions act on, unless something in it is selected already. */
  private void select(Editor editor) {
    if (editor == null) {
      return;
    }
    if (editor.id().startsWith(JOB)) {
      String job = editor.id().substring(JOB.length());
      if (!(desk.selection().subject() instanceof Subject.OfJobTask of && of.job().equals(job))) {
        desk.selection().select(new Subject.OfJob(job));
      }
    } else if (editor.id().startsWith(RUN)) {
      long run = Long.parseLong(editor.id().substring(RUN.length()));
      RunModel model = book.look(run);
      Long selected = desk.selection().run();
      if (model.runProperty().get() != null && (selected == null || selected != run)) {
        desk.selection().select(new Subject.OfRun(run, model.runProperty().get().job()));
      }
    } else if (editor.id().startsWith(INCIDENT)) {
      long incident = Long.parseLong(editor.id().substring(INCIDENT.length()));
      desk.selection().select(new Subject.OfIncident(incident));
    }
  }

  /** Opens what an earlier layout names; ids that make no sense are left out. */
  void openById(String id) {
    if (id.startsWith(JOB)) {
      try {
        openJob(JobKey.parse(id.substring(JOB.length())).toString());
      } catch (IllegalArgumentException noJob) {
        desk.notices().hint(noJob.getMessage());
      }
    } else if (id.matches(RUN + NUMBER)) {
      openRun(Long.parseLong(id.substring(RUN.length())));
    } else if (id.matches(INCIDENT + NUMBER)) {
      openIncident(Long.parseLong(id.substring(INCIDENT.length())));
    }
  }

  void openJob(String job) {
    if (dock.reveal(JOB + job)) {
      return;
    }
    JobModel model = new JobModel(job, session, desk.texts(), desk.clock());
    model.runs().reload();
    JobPane pane = new JobPane(model, desk);
    dock.open(
        new Editor(
            JOB + job,
            new SimpleStringProperty(job.substring(job.indexOf('/') + 1)),
            job,
            () -> Icons.of(MaterialDesignG.GRAPH_OUTLINE),
            pane,
            pane::dispose));
  }

  void openRun(long run) {
    if (dock.reveal(RUN + run)) {
      return;
    }
    RunModel model = book.pin(run);
    RunPane pane = new RunPane(model, desk);
    model
        .runProperty()
        .subscribe(view -> {
          Editor active = dock.activeEditorProperty().get();
          if (view != null
              && active != null
              && active.id().equals(RUN + run)
              && (desk.selection().run() == null || desk.selection().run() != run)) {
            desk.selection().select(new Subject.OfRun(run, view.job()));
          }
        });
    dock.open(
        new Editor(
            RUN + run,
            model.runProperty().map(view -> titleOf(view.job(), run)).orElse("#" + run),
            desk.texts().get("run.tab.tip", Long.toString(run)),
            () -> runIcon(model),
            pane,
            () -> {
              pane.dispose();
              book.unpin(run);
            }));
  }

  void openIncident(long incident) {
    if (dock.reveal(INCIDENT + incident)) {
      return;
    }
    IncidentModel model = new IncidentModel(incident, session, incidents, desk.texts());
    IncidentPane pane = new IncidentPane(model, desk);
    dock.open(
        new Editor(
            INCIDENT + incident,
            model.incidentProperty().map(IncidentView::subject).orElse("#" + incident),
            desk.texts().get("incident.tab.tip", Long.toString(incident)),
            () -> incidentIcon(model),
            pane,
            () -> {
              pane.dispose();
              model.close();
            }));
  }

  private static Node incidentIcon(IncidentModel model) {
    StatusIcon icon = new StatusIcon(new StatusLook(Glyph.RING, Tone.NEUTRAL));
    model
        .incidentProperty()
        .subscribe(view -> {
          if (view != null) {
            icon.show(IncidentLook.of(view.step()));
          }
        });
    return icon;
  }

  private static String titleOf(String job, long run) {
    return job.substring(job.indexOf('/') + 1) + " #" + run;
  }

  private static Node runIcon(RunModel model) {
    StatusIcon icon = new StatusIcon(new StatusLook(Glyph.RING, Tone.NEUTRAL));
    model
        .runProperty()
        .subscribe(view -> {
          if (view != null) {
            icon.show(StatusLook.of(view.status()));
          }
        });
    return icon;
  }
}
