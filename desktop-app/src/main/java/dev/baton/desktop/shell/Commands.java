package dev.baton.desktop.shell;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskDecision;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.desk.CommandDialog;
import dev.baton.desktop.desk.CommandModel;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.incidents.ApproveDialog;
import dev.baton.desktop.incidents.ApproveModel;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.job.TriggerDialog;
import dev.baton.desktop.job.TriggerModel;
import dev.baton.desktop.rerun.RerunDialog;
import dev.baton.desktop.rerun.RerunModel;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.run.RunModel;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What actions do that change the cluster: ask first, then send, then tell. */
final class Commands {
  private final ClusterSession session;
  private final Connection connection;
  private final RunBook runs;
  private final IncidentListModel incidents;
  private final Desk desk;

  Commands(
      ClusterSession session,
      Connection connection,
      RunBook runs,
      IncidentListModel incidents,
      Desk desk) {
    this.session = session;
    this.connection = connection;
    this.runs = runs;
    this.incidents = incidents;
    this.desk = desk;
  }

  /** Dangerous actions name the cluster when it is a production one. */
  private String banner() {
    return connection.production() ? desk.texts().get("dialog.production", connection.name()) : "";
  }

  void trigger() {
    TriggerModel model =
        new TriggerModel(
            desk.selection().job(),
            session,
            desk.texts(),
            UUID.randomUUID().toString(),
            this::accepted);
    desk.modals().showDialog(TriggerDialog.of(model, desk, banner()), () -> {});
  }

  /** From the failed task if one failed, else the whole run. */
  void rerun() {
    RunModel run = runs.look(desk.selection().run());
    rerun(run.hasFailedTask() ? RerunMode.FROM_FAILED : RerunMode.ALL);
  }

  void rerun(RerunMode mode) {
    RunModel run = runs.look(desk.selection().run());
    List<String> tasks = run.tasks().stream().map(TaskRunView::task).toList();
    String task = desk.selection().subject() instanceof Subject.OfTaskRun of ? of.task() : null;
    RerunModel model =
        new RerunModel(
            run.id(),
            desk.selection().job(),
            tasks,
            mode,
            task,
            session,
            desk.texts(),
            UUID.randomUUID().toString(),
            this::accepted);
    desk.modals().showDialog(RerunDialog.of(model, desk, banner()), () -> {});
  }

  private void accepted(RunAcceptedView answer) {
    desk.modals().close();
    desk.notices().done(desk.texts().get("notice.runAccepted", Long.toString(answer.run())));
    desk.navigator().openRun(answer.run());
  }

  void cancel() {
    long run = desk.selection().run();
    ask(
        "cancel",
        true,
        (client, reason) -> client.cancel(run, reason),
        Long.toString(run),
        desk.selection().job());
  }

  void pause() {
    String job = desk.selection().job();
    ask("pause", false, (client, reason) -> client.pauseJob(JobKey.parse(job), reason), job);
  }

  void resume() {
    String job = desk.selection().job();
    ask("resume", false, (client, reason) -> client.resumeJob(JobKey.parse(job), reason), job);
  }

  void cordon() {
    String executor = desk.selection().executor();
    ask("cordon", false, (client, reason) -> client.cordon(executor, reason), executor);
  }

  void uncordon() {
    String executor = desk.selection().executor();
    ask("uncordon", false, (client, reason) -> client.uncordon(executor, reason), executor);
  }

  void drain() {
    String executor = desk.selection().executor();
    ask(
        "drain",
        true,
        (client, reason) -> client.drain(executor, new DrainRequest(null, reason)),
        executor,
        DrainRequest.DEFAULT_CANCEL_AFTER_MS / 60_000);
  }

  void stepDown() {
    ask("stepDown", true, BatonClient::stepDown);
  }

  void decide(TaskDecision decision) {
    if (desk.selection().subject() instanceof Subject.OfTaskRun of) {
      ask(
          decision == TaskDecision.RERUN ? "rerunHeld" : "failHeld",
          decision == TaskDecision.FAIL,
          (client, reason) ->
              client.decide(of.run(), of.task(), new DecideRequest(decision, reason)),
          Long.toString(of.run()),
          of.task());
    }
  }

  /** Shows what is proposed, with what it risks; the operator chooses and confirms. */
  void approve() {
    IncidentView incident = incidents.find(desk.selection().incident());
    ApproveModel model = new ApproveModel(incident, session, desk.texts(), this::done);
    ApproveDialog.show(model, desk, clusterName(), banner());
  }

  void closeIncident() {
    long id = desk.selection().incident();
    IncidentView incident = incidents.find(id);
    String title = desk.texts().get("command.closeIncident.title", Long.toString(id));
    CommandModel model =
        new CommandModel(
                session.tasks(),
                title,
                reason -> session.writes().recovery().closeIncident(id, reason),
                this::done)
            .needsReason(desk.texts().get("command.closeIncident.noReason"));
    CommandDialog.show(
        desk,
        model,
        title,
        desk.texts()
            .get(
                "command.closeIncident.what",
                Long.toString(id),
                incident == null ? "" : incident.subject(),
                clusterName()),
        desk.texts().get("command.closeIncident.ok"),
        true,
        banner());
  }

  private String clusterName() {
    ClusterView cluster = session.model().clusterProperty().get();
    return cluster == null
        ? connection.name()
        : connection.name() + " (" + cluster.clusterId() + ")";
  }

  private void done(DoneView answer) {
    desk.modals().close();
    desk.notices().done(answer.text());
  }

  private void ask(
      String key,
      boolean dangerous,
      BiFunction<BatonClient, String, DoneView> command,
      Object... values) {
    String title = desk.texts().get("command." + key + ".title", values);
    CommandModel model =
        new CommandModel(
            session.tasks(), title, reason -> command.apply(session.writes(), reason), this::done);
    CommandDialog.show(
        desk,
        model,
        title,
        desk.texts().get("command." + key + ".what", values),
        desk.texts().get("command." + key + ".ok"),
        dangerous,
        banner());
  }
}
