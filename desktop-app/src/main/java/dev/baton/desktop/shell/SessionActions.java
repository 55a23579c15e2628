package dev.baton.desktop.shell;

import static dev.baton.desktop.actions.ActionRegistry.NEVER_BLOCKED;

import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskDecision;
import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.desk.Navigator;
import dev.baton.desktop.desk.Selection;
import dev.baton.desktop.dock.DockFrame;
import dev.baton.desktop.dock.ToolWindow;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignO;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** Registers the actions of an open connection. */
final class SessionActions {
  private final ActionRegistry actions;
  private final Blocks blocks;
  private final Selection selection;
  private final Navigator navigator;

  SessionActions(ActionRegistry actions, Blocks blocks, Selection selection, Navigator navigator) {
    this.actions = actions;
    this.blocks = blocks;
    this.selection = selection;
    this.navigator = navigator;
  }

  void addForCluster(Commands commands) {
    actions.addDangerous(
        "cluster.stepDown",
        MaterialDesignS.SHIELD_REFRESH_OUTLINE,
        Blocks.of(blocks.change),
        commands::stepDown);
  }

  void addForJobs(Commands commands) {
    actions.add(
        "job.open",
        MaterialDesignG.GRAPH_OUTLINE,
        Blocks.of(blocks.job),
        () -> navigator.openJob(selection.job()));
    actions.add(
        "job.runs",
        MaterialDesignF.FORMAT_LIST_BULLETED,
        Blocks.of(blocks.job),
        () -> navigator.showRunsOf(selection.job()));
    actions.addDangerous(
        "run.trigger", MaterialDesignP.PLAY_OUTLINE, Blocks.of(blocks.trigger), commands::trigger);
    actions.addDangerous(
        "job.pause",
        MaterialDesignP.PAUSE_CIRCLE_OUTLINE,
        Blocks.of(blocks.pause),
        commands::pause);
    actions.addDangerous(
        "job.resume",
        MaterialDesignP.PLAY_CIRCLE_OUTLINE,
        Blocks.of(blocks.resume),
        commands::resume);
  }

  void addForRuns(Commands commands, Runnable focusLogSearch) {
    actions.add(
        "run.open",
        MaterialDesignO.OPEN_IN_APP,
        Blocks.of(blocks.run),
        () -> navigator.openRun(selection.run()));
    actions.addDangerous(
        "run.rerun", MaterialDesignR.REPLAY, Blocks.of(blocks.rerun), commands::rerun);
    actions.addDangerous(
        "run.rerunAll",
        MaterialDesignR.RESTART,
        Blocks.of(blocks.rerun),
        () -> commands.rerun(RerunMode.ALL));
    actions.addDangerous(
        "run.rerunTask",
        MaterialDesignS.STEP_FORWARD,
        Blocks.of(blocks.rerunTask),
        () -> commands.rerun(RerunMode.TASK));
    actions.addDangerous(
        "run.cancel",
        MaterialDesignS.STOP_CIRCLE_OUTLINE,
        Blocks.of(blocks.cancel),
        commands::cancel);
    actions.addDangerous(
        "task.rerunHeld",
        MaterialDesignR.REFRESH,
        Blocks.of(blocks.held),
        () -> commands.decide(TaskDecision.RERUN));
    actions.addDangerous(
        "task.failHeld",
        MaterialDesignC.CLOSE_CIRCLE_OUTLINE,
        Blocks.of(blocks.held),
        () -> commands.decide(TaskDecision.FAIL));
    actions.add(
        "log.show", MaterialDesignT.TEXT_BOX_OUTLINE, Blocks.of(blocks.log), navigator::showLog);
    actions.add(
        "log.search", MaterialDesignT.TEXT_BOX_SEARCH_OUTLINE, NEVER_BLOCKED, focusLogSearch);
  }

  void addForIncidents(Commands commands) {
    actions.add(
        "incident.open",
        MaterialDesignO.OPEN_IN_APP,
        Blocks.of(blocks.incident),
        () -> navigator.openIncident(selection.incident()));
    actions.addDangerous(
        "incident.approve",
        MaterialDesignC.CHECK_DECAGRAM_OUTLINE,
        Blocks.of(blocks.approve),
        commands::approve);
    actions.addDangerous(
        "incident.close",
        MaterialDesignC.CLOSE_CIRCLE_OUTLINE,
        Blocks.of(blocks.closeIncident),
        commands::closeIncident);
  }

  void addForExecutors(Commands commands) {
    actions.addDangerous(
        "executor.cordon", MaterialDesignC.CANCEL, Blocks.of(blocks.cordon), commands::cordon);
    actions.addDangerous(
        "executor.uncordon",
        MaterialDesignC.CHECK_CIRCLE_OUTLINE,
        Blocks.of(blocks.uncordon),
        commands::uncordon);
    actions.addDangerous(
        "executor.drain",
        MaterialDesignA.ARROW_COLLAPSE_DOWN,
        Blocks.of(blocks.drain),
        commands::drain);
  }

  void addForWindow(WindowActions window, DockFrame dock) {
    actions.add(
        "palette.show", MaterialDesignL.LIGHTNING_BOLT_OUTLINE, NEVER_BLOCKED, window::showPalette);
    actions.add(
        "search.everywhere", MaterialDesignM.MAGNIFY, NEVER_BLOCKED, window::searchEverywhere);
    actions.add(
        "connection.open", MaterialDesignL.LAN_CONNECT, NEVER_BLOCKED, window::openConnection);
    actions.add(
        "connection.close", MaterialDesignL.LAN_DISCONNECT, NEVER_BLOCKED, window::closeConnection);
    actions.add("view.refresh", MaterialDesignR.REFRESH, NEVER_BLOCKED, window::refresh);
    actions.add(
        "theme.system", MaterialDesignT.THEME_LIGHT_DARK, NEVER_BLOCKED, window::themeSystem);
    actions.add(
        "theme.light", MaterialDesignW.WHITE_BALANCE_SUNNY, NEVER_BLOCKED, window::themeLight);
    actions.add("theme.dark", MaterialDesignW.WEATHER_NIGHT, NEVER_BLOCKED, window::themeDark);
    actions.add("language.en", MaterialDesignT.TRANSLATE, NEVER_BLOCKED, window::english);
    actions.add("language.zh", MaterialDesignT.TRANSLATE, NEVER_BLOCKED, window::chinese);
    actions.add("layout.reset", MaterialDesignD.DOCK_WINDOW, NEVER_BLOCKED, window::resetLayout);
    actions.add("editor.close", MaterialDesignC.CLOSE, NEVER_BLOCKED, dock::closeActiveEditor);
    actions.add(
        "editor.closeAll",
        MaterialDesignC.CLOSE_BOX_MULTIPLE_OUTLINE,
        NEVER_BLOCKED,
        dock::closeAllEditors);
    actions.add("tool.hideAll", MaterialDesignF.FULLSCREEN, NEVER_BLOCKED, dock::toggleAll);
    actions.add("help.about", MaterialDesignI.INFORMATION_OUTLINE, NEVER_BLOCKED, window::about);
    actions.add("app.quit", null, NEVER_BLOCKED, window::quit);
    for (ToolWindow tool : dock.tools()) {
      actions.add("tool." + tool.id(), tool.icon(), NEVER_BLOCKED, () -> dock.toggle(tool.id()));
    }
  }

  /** What the window itself can do. */
  interface WindowActions {
    void showPalette();

    void searchEverywhere();

    void openConnection();

    void closeConnection();

    void refresh();

    void themeSystem();

    void themeLight();

    void themeDark();

    void english();

    void chinese();

    void resetLayout();

    void about();

    void quit();
  }
}
