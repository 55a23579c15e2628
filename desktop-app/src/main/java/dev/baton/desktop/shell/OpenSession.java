package dev.baton.desktop.shell;

import dev.baton.common.api.client.ClientSettings;
import dev.baton.desktop.actions.ActionControls;
import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.actions.Keymap;
import dev.baton.desktop.actions.WorkbenchAction;
import dev.baton.desktop.background.Ticker;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Navigator;
import dev.baton.desktop.desk.Selection;
import dev.baton.desktop.dock.DockLayout;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.theme.Themes;
import dev.baton.desktop.widgets.ModalHost;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;

/** A connection that is open: its session, its models, its frame, its actions. */
final class OpenSession implements Navigator, AutoCloseable {
  /** Reads give up early: what is stale has to look so within seconds. */
  private static final Duration READ_PATIENCE = Duration.ofSeconds(3);

  private final Connection connection;
  private final ClusterSession session;
  private final SessionModels models;
  private final SessionFrame frame;
  private final ActionRegistry actions;
  private final Editors editors;
  private final Desk desk;

  OpenSession(
      Connection connection,
      ClientSettings settings,
      WorkbenchServices services,
      Texts texts,
      Themes themes,
      Keymap keymap,
      ModalHost modals,
      Toasts toasts,
      SessionActions.WindowActions window) {
    this.connection = connection;
    Times times = new Times(texts, services.zone());
    this.session =
        new ClusterSession(
            services.clients().open(settings.withPatience(READ_PATIENCE)),
            services.clients().open(settings),
            services.tasks(),
            services.pump(),
            texts,
            services.clock());
    this.actions = new ActionRegistry(texts, keymap);
    RunBook book = new RunBook(session, texts, times, services.clock());
    this.desk =
        new Desk(
            texts,
            times,
            themes,
            services.tasks(),
            services.clock(),
            new Ticker(services.tasks()),
            new ActionControls(actions, toasts::hint),
            modals,
            toasts,
            new Selection(),
            this);
    this.models = SessionModels.of(session, book, connection.name(), desk);
    this.frame = new SessionFrame(models, desk, () -> new EditorHints(texts, actions));
    registerActions(book, texts, window);
    this.editors = new Editors(frame.dock(), session, book, models.incidents(), desk);
    frame.assemble(
        actions,
        connection,
        window::openConnection,
        new StatusBar(
            session.model(),
            session.link(),
            openIncidents(),
            services.tasks(),
            toasts.hintProperty(),
            texts,
            times));
  }

  private StatusBar.OpenIncidents openIncidents() {
    return new StatusBar.OpenIncidents(
        models.incidents().openCountProperty(), this::showOpenIncidents);
  }

  private void showOpenIncidents() {
    models.incidents().openOnlyProperty().set(models.incidents().openCountProperty().get() > 0);
    showIncidents();
  }

  private void registerActions(RunBook book, Texts texts, SessionActions.WindowActions window) {
    Commands commands = new Commands(session, connection, book, models.incidents(), desk);
    SessionActions all =
        new SessionActions(
            actions,
            new Blocks(session, desk.selection(), book, models.incidents(), texts),
            desk.selection(),
            this);
    all.addForCluster(commands);
    all.addForJobs(commands);
    all.addForRuns(commands, frame::focusLogSearch);
    all.addForIncidents(commands);
    all.addForExecutors(commands);
    all.addForWindow(window, frame.dock());
  }

  /** Shows the layout and starts reading. */
  void start(DockLayout layout, Scene scene) {
    frame.restore(layout, editors);
    for (WorkbenchAction action : actions.all()) {
      if (action.keys() != null) {
        scene.getAccelerators().put(action.keys(), action::perform);
      }
    }
    session.start();
  }

  Node node() {
    return frame;
  }

  Connection connection() {
    return connection;
  }

  DockLayout layout() {
    return frame.dock().layout();
  }

  void resetLayout() {
    DockLayout now = frame.dock().layout();
    frame.restore(null, editors);
    now.editors().forEach(editors::openById);
  }

  void refresh() {
    session.refresh();
  }

  /** Actions first. */
  void showPalette() {
    show(
        () -> {
          List<PaletteModel.Entry> entries = findable().actions();
          entries.addAll(findable().jobsAndExecutors());
          return entries;
        },
        "palette.prompt");
  }

  /** What there is first: jobs, executors, incidents, runs; then actions. */
  void searchEverywhere() {
    show(
        () -> {
          List<PaletteModel.Entry> entries = findable().jobsAndExecutors();
          entries.addAll(findable().incidentsAndRuns());
          entries.addAll(findable().actions());
          return entries;
        },
        "palette.promptEverywhere");
  }

  private Findable findable() {
    return new Findable(models, actions, desk);
  }

  private void show(Supplier<List<PaletteModel.Entry>> entries, String prompt) {
    CommandPalette.show(
        new PaletteModel(entries), desk.modals(), desk.texts().get(prompt), desk.texts());
  }

  // Navigation.

  @Override
  public void openJob(String job) {
    editors.openJob(job);
  }

  @Override
  public void openRun(long run) {
    editors.openRun(run);
  }

  @Override
  public void openIncident(long incident) {
    editors.openIncident(incident);
  }

  @Override
  public void open(String id) {
    editors.openById(id);
  }

  @Override
  public void showIncidents() {
    frame.dock().show("incidents");
  }

  @Override
  public void showLog() {
    frame.dock().show("log");
  }

  @Override
  public void showRunsOf(String job) {
    models.runs().jobProperty().set(job);
    frame.dock().show("runs");
  }

  @Override
  public void showExecutors() {
    frame.dock().show("executors");
  }

  void showTool(String tool) {
    frame.dock().show(tool);
  }

  void perform(String action) {
    actions.get(action).perform();
  }

  SessionModels models() {
    return models;
  }

  Desk desk() {
    return desk;
  }

  @Override
  public void close() {
    desk.ticker().close();
    models.runs().close();
    models.incidents().close();
    session.close();
  }
}
