package dev.baton.desktop.shell;

import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.RunView;
import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.actions.WorkbenchAction;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.incidents.IncidentWords;
import java.util.ArrayList;
import java.util.List;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Everything that can be found by typing, as entries of the palette. */
final class Findable {
  /** Runs of the list that are offered; older ones are found in the list of runs. */
  static final int MAX_RUNS = 1_000;

  private final SessionModels models;
  private final ActionRegistry actions;
  private final Desk desk;

  Findable(SessionModels models, ActionRegistry actions, Desk desk) {
    this.models = models;
    this.actions = actions;
    this.desk = desk;
  }

  List<PaletteModel.Entry> actions() {
    List<PaletteModel.Entry> entries = new ArrayList<>();
    for (WorkbenchAction action : actions.all()) {
      if (!action.id().equals("palette.show") && !action.id().equals("search.everywhere")) {
        entries.add(PaletteModel.Entry.of(action));
      }
    }
    return entries;
  }

  List<PaletteModel.Entry> jobsAndExecutors() {
    List<PaletteModel.Entry> entries = new ArrayList<>();
    String jobWord = desk.texts().get("palette.job");
    for (JobSummary job : models.session().model().jobs()) {
      entries.add(
          new PaletteModel.Entry(
              job.job(),
              jobWord,
              MaterialDesignG.GRAPH_OUTLINE,
              "",
              () -> desk.navigator().openJob(job.job())));
    }
    String executorWord = desk.texts().get("palette.executor");
    for (ExecutorView executor : models.session().model().executors()) {
      entries.add(
          new PaletteModel.Entry(
              executor.id(),
              executorWord,
              MaterialDesignS.SERVER,
              "",
              () -> {
                desk.selection().select(new Subject.OfExecutor(executor.id()));
                desk.navigator().showExecutors();
              }));
    }
    return entries;
  }

  List<PaletteModel.Entry> incidentsAndRuns() {
    List<PaletteModel.Entry> entries = new ArrayList<>();
    IncidentWords words = new IncidentWords(desk.texts(), desk.times());
    String incidentWord = desk.texts().get("palette.incident");
    for (IncidentView incident : models.incidents().rows()) {
      entries.add(
          new PaletteModel.Entry(
              words.title(incident) + "  #" + incident.id(),
              incidentWord,
              MaterialDesignS.SHIELD_ALERT_OUTLINE,
              "",
              () -> desk.navigator().openIncident(incident.id())));
    }
    String runWord = desk.texts().get("palette.run");
    for (RunView run :
        models.runs().rows().subList(0, Math.min(MAX_RUNS, models.runs().rows().size()))) {
      entries.add(
          new PaletteModel.Entry(
              "#" + run.id() + "  " + run.job(),
              runWord,
              MaterialDesignP.PLAY_BOX_MULTIPLE_OUTLINE,
              "",
              () -> desk.navigator().openRun(run.id())));
    }
    return entries;
  }
}
