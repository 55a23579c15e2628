package dev.baton.desktop.shell;

import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.log.LogModel;
import dev.baton.desktop.run.RunModel;
import dev.baton.desktop.runs.RunListModel;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.timeline.TimelineModel;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

/** Looks into a workbench and drives it from the inside, for pictures and flows. FX thread only. */
public final class WorkbenchProbe {
  private final Stage stage;
  private final Workbench workbench;
  private final SampleCluster cluster;

  /** Of a workbench on a real cluster. */
  public WorkbenchProbe(Stage stage, Workbench workbench) {
    this(stage, workbench, null);
  }

  public WorkbenchProbe(Stage stage, Workbench workbench, SampleCluster cluster) {
    this.stage = stage;
    this.workbench = workbench;
    this.cluster = cluster;
  }

  public SampleCluster cluster() {
    return cluster;
  }

  /** Whether a connection is open. */
  public boolean isOpen() {
    return workbench.openSession() != null;
  }

  private SessionModels models() {
    return workbench.openSession().models();
  }

  public ClusterSession session() {
    return models().session();
  }

  public RunListModel runs() {
    return models().runs();
  }

  public RunModel run(long run) {
    return models().book().look(run);
  }

  public LogModel log() {
    return models().log();
  }

  public TimelineModel timeline() {
    return models().timeline();
  }

  /** The failover timeline shows that much time until now. */
  public void lookBack(Duration length) {
    timeline().setLength(length);
  }

  public Scene scene() {
    return stage.getScene();
  }

  public void themeLight() {
    workbench.themeLight();
  }

  public void themeDark() {
    workbench.themeDark();
  }

  public void openRun(long run) {
    workbench.openSession().openRun(run);
  }

  public void openIncident(long incident) {
    workbench.openSession().openIncident(incident);
  }

  public IncidentListModel incidents() {
    return models().incidents();
  }

  public void openJob(String job) {
    workbench.openSession().openJob(job);
  }

  public void select(Subject subject) {
    workbench.openSession().desk().selection().select(subject);
  }

  public void showTool(String tool) {
    workbench.openSession().showTool(tool);
  }

  public void perform(String action) {
    workbench.openSession().perform(action);
  }

  public void type(String id, String text) {
    ((TextInputControl) find(id)).setText(text);
  }

  public void press(String id) {
    ((ButtonBase) find(id)).fire();
  }

  public void pressWelcome() {
    press("welcome-connect");
  }

  private Node find(String id) {
    Node node = scene().lookup("#" + id);
    if (node == null) {
      throw new IllegalStateException("there is no " + id + " on the screen");
    }
    return node;
  }
}
