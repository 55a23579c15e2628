package dev.baton.desktop.shell;

import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.TaskStatus;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Selection;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.run.RunModel;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Why each kind of action cannot be done now; empty = it can. */
final class Blocks {
  final ReadOnlyStringWrapper job = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper trigger = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper pause = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper resume = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper run = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper rerun = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper rerunTask = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper cancel = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper log = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper held = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper cordon = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper uncordon = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper drain = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper incident = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper approve = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper closeIncident = new ReadOnlyStringWrapper();
  final ReadOnlyStringWrapper change = new ReadOnlyStringWrapper();

  private final ClusterSession session;
  private final Selection selection;
  private final RunBook runs;
  private final IncidentListModel incidents;
  private final Texts texts;
  private final Runnable runChanged;
  private RunModel selectedRun;

  Blocks(
      ClusterSession session,
      Selection selection,
      RunBook runs,
      IncidentListModel incidents,
      Texts texts) {
    this.session = session;
    this.selection = selection;
    this.runs = runs;
    this.incidents = incidents;
    this.texts = texts;
    Coalesced again = new Coalesced(session.tasks(), this::decide);
    this.runChanged = again::request;
    InvalidationListener changed = event -> again.request();
    selection.subjectProperty().addListener(changed);
    session.model().jobs().addListener(changed);
    session.model().executors().addListener(changed);
    incidents.rows().addListener(changed);
    session.model().mayNotChangeProperty().addListener(changed);
    decide();
  }

  static ReadOnlyStringProperty of(ReadOnlyStringWrapper block) {
    return block.getReadOnlyProperty();
  }

  private void decide() {
    followRun();
    String viewer = session.model().mayNotChangeProperty().get();
    change.set(viewer);
    String noJob = selection.job() == null ? texts.get("blocked.job") : "";
    String noRun = selection.run() == null ? texts.get("blocked.run") : "";
    job.set(noJob);
    run.set(noRun);
    trigger.set(first(viewer, noJob));
    rerun.set(first(viewer, noRun));
    cancel.set(first(viewer, noRun, runOver()));
    decideTask(viewer);
    decidePause(viewer, noJob);
    decideExecutor(viewer);
    decideIncident(viewer);
  }

  private void followRun() {
    Long id = selection.run();
    if (selectedRun != null && (id == null || selectedRun.id() != id)) {
      selectedRun.removeListener(runChanged);
      selectedRun = null;
    }
    if (id != null && selectedRun == null) {
      selectedRun = runs.look(id);
      selectedRun.onChange(runChanged);
    }
  }

  private String runOver() {
    return selectedRun != null && selectedRun.isOver() ? texts.get("blocked.runOver") : "";
  }

  private void decideTask(String viewer) {
    boolean task = selection.subject() instanceof Subject.OfTaskRun;
    String noTask = task ? "" : texts.get("blocked.task");
    log.set(noTask);
    rerunTask.set(first(viewer, noTask));
    TaskRunView view =
        selection.subject() instanceof Subject.OfTaskRun of && selectedRun != null
            ? selectedRun.task(of.task())
            : null;
    String notHeld =
        view == null || view.status() != TaskStatus.HELD ? texts.get("blocked.notHeld") : "";
    held.set(first(viewer, noTask, notHeld));
  }

  private void decidePause(String viewer, String noJob) {
    String name = selection.job();
    JobSummary found = null;
    for (JobSummary each : session.model().jobs()) {
      if (each.job().equals(name)) {
        found = each;
      }
    }
    boolean paused = found != null && found.paused();
    pause.set(first(viewer, noJob, paused ? texts.get("blocked.paused") : ""));
    resume.set(first(viewer, noJob, paused ? "" : texts.get("blocked.notPaused")));
  }

  private void decideExecutor(String viewer) {
    String name = selection.executor();
    String none = name == null ? texts.get("blocked.executor") : "";
    ExecutorView view = name == null ? null : session.model().executor(name);
    boolean cordoned = view != null && view.cordonReason() != null;
    boolean draining = view != null && view.draining();
    cordon.set(first(viewer, none, cordoned ? texts.get("blocked.cordoned") : ""));
    uncordon.set(first(viewer, none, cordoned || draining ? "" : texts.get("blocked.notCordoned")));
    drain.set(first(viewer, none, draining ? texts.get("blocked.draining") : ""));
  }

  private void decideIncident(String viewer) {
    Long id = selection.incident();
    String none = id == null ? texts.get("blocked.incident") : "";
    IncidentView view = id == null ? null : incidents.find(id);
    boolean over = view != null && view.step() == IncidentStep.RESOLVED;
    boolean proposed =
        view != null
            && view.plan().stream().anyMatch(action -> action.state() == ActionState.PROPOSED);
    incident.set(none);
    approve.set(first(viewer, none, proposed ? "" : texts.get("blocked.nothingProposed")));
    closeIncident.set(first(viewer, none, over ? texts.get("blocked.resolved") : ""));
  }

  private static String first(String... reasons) {
    for (String reason : reasons) {
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return "";
  }
}
