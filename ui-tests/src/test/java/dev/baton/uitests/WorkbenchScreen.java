package dev.baton.uitests;

import dev.baton.cli.lab.Lab;
import dev.baton.common.api.client.ClientFile;
import dev.baton.desktop.cluster.LinkState;
import dev.baton.desktop.graph.GraphLayout;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.Viewport;
import dev.baton.desktop.shell.WorkbenchProbe;
import dev.baton.desktop.theme.StatusLook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;

/** The workbench as its user meets it: what can be pressed, and what stands where. */
final class WorkbenchScreen {
  private final FxRobot robot;
  private final WorkbenchProbe probe;

  WorkbenchScreen(FxRobot robot, WorkbenchProbe probe) {
    this.robot = robot;
    this.probe = probe;
  }

  WorkbenchProbe probe() {
    return probe;
  }

  // Connecting.

  /** From the first screen through the dialog; returns when the link is live. */
  void connect(Lab lab) {
    askToConnect(
        lab.servers().stream().map(URI::toString).collect(Collectors.joining(" ")),
        lab.directory().resolve(ClientFile.NAME).toString());
    Await.onScreen(
        "the link to be live",
        () -> probe.isOpen() && probe.session().link().state() == LinkState.LIVE);
  }

  void askToConnect(String addresses, String tokenFile) {
    press("welcome-connect");
    type("connect-addresses", addresses);
    type("connect-token-file", tokenFile);
    press("dialog-ok");
  }

  // Getting about.

  /** Ctrl+Shift+A, the words, Enter. */
  void runFromPalette(String words) {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
    awaitShown("palette-field");
    type("palette-field", words);
    robot.push(KeyCode.ENTER);
  }

  void openJob(String job) {
    Await.onScreen(
        "job " + job + " to be known",
        () -> probe.session().model().jobs().stream().anyMatch(each -> each.job().equals(job)));
    runFromPalette(job);
    awaitShown("job-graph");
  }

  /** Opens the job, presses Trigger and the dialog's button; answers the new run's number. */
  long trigger(String job) {
    openJob(job);
    press("action-run-trigger");
    press("dialog-ok");
    return awaitRunEditor();
  }

  /** The run whose editor came to the front. */
  long awaitRunEditor() {
    Await.onScreen("the editor of a run", () -> !shown(".run-pane").isEmpty());
    return Long.parseLong(Await.fx(() -> shown(".run-pane").getFirst().getId()).substring(4));
  }

  private List<Node> shown(String selector) {
    return probe.scene().getRoot().lookupAll(selector).stream()
        .filter(WorkbenchScreen::isShown)
        .toList();
  }

  private static boolean isShown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  void awaitShown(String id) {
    Await.onScreen("'" + id + "' on the screen", () -> !shown("#" + id).isEmpty());
  }

  void press(String id) {
    awaitShown(id);
    Await.onScreen("'" + id + "' to be enabled", () -> !shown("#" + id).getFirst().isDisabled());
    robot.clickOn(Await.fx(() -> shown("#" + id).getFirst()));
  }

  /** Presses what may just be moving aside, until it has had its effect. */
  void pressUntilShown(String id, String effect) {
    Await.until(
        "'" + effect + "' on the screen",
        () -> {
          press(id);
          return isOnScreen(effect);
        },
        () -> "");
  }

  /** Puts the text into the field; key by key it would be slow and prove nothing of ours. */
  void type(String id, String text) {
    awaitShown(id);
    Await.fx(() -> {
      ((TextInputControl) shown("#" + id).getFirst()).setText(text);
      return true;
    });
  }

  String textOf(String id) {
    return Await.fx(() -> {
      List<Node> found = shown("#" + id);
      return found.isEmpty() ? "" : ((Labeled) found.getFirst()).getText();
    });
  }

  boolean isOnScreen(String id) {
    return Await.fx(() -> !shown("#" + id).isEmpty());
  }

  <T> List<T> rows(String tableId, Class<T> type) {
    return Await.fx(() -> {
      List<T> rows = new ArrayList<>();
      for (Object row : ((TableView<?>) shown("#" + tableId).getFirst()).getItems()) {
        rows.add(type.cast(row));
      }
      return rows;
    });
  }

  /** Selects the first row of that kind and presses Enter on it. */
  <T> void openRowOf(String tableId, Class<T> type, Predicate<T> wanted) {
    awaitShown(tableId);
    Await.onScreen(
        "the row in " + tableId,
        () -> {
          TableView<?> table = (TableView<?>) shown("#" + tableId).getFirst();
          for (int i = 0; i < table.getItems().size(); i++) {
            if (wanted.test(type.cast(table.getItems().get(i)))) {
              table.getSelectionModel().select(i);
              table.requestFocus();
              return true;
            }
          }
          return false;
        });
    robot.push(KeyCode.ENTER);
  }

  /** Clicks on the link with that text in the table. */
  void pressLink(String tableId, String text) {
    robot.clickOn(
        Await.fx(() ->
            shown("#" + tableId + " .cell-link").stream()
                .filter(link -> ((Labeled) link).getText().equals(text))
                .findFirst()
                .orElseThrow()));
  }

  /** All that the explorer's tree holds, open or not. */
  List<String> explorerTexts() {
    return Await.fx(() -> {
      List<String> texts = new ArrayList<>();
      collect(((TreeView<?>) shown(".explorer .tree-view").getFirst()).getRoot(), texts);
      return texts;
    });
  }

  private static void collect(TreeItem<?> item, List<String> into) {
    if (item != null) {
      into.add(((dev.baton.desktop.explorer.ExplorerNode) item.getValue()).text());
      item.getChildren().forEach(child -> collect(child, into));
    }
  }

  // The graph of a run.

  void awaitTask(long run, String task, StatusLook look) {
    Await.onScreen(
        "task " + task + " of run " + run + " to look like " + look,
        () -> look.equals(lookOf(run, task)),
        () -> lookOf(run, task));
  }

  private StatusLook lookOf(long run, String task) {
    GraphModel graph = probe.run(run).graph();
    int place = graph.graph().indexOf(task);
    return place < 0 ? null : graph.look(place);
  }

  StatusLook look(long run, String task) {
    return Await.fx(() -> lookOf(run, task));
  }

  /** Clicks on a task in the graph that is in front, then presses Enter: its log opens. */
  void openTask(long run, String task) {
    Await.onScreen("task " + task, () -> probe.run(run).graph().graph().indexOf(task) >= 0);
    // The graph may still be moving to its place; whoever misses a node clicks again.
    Await.until(
        "task " + task + " to be selected",
        () -> {
          robot.clickOn(Await.fx(() -> placeOf(run, task)), MouseButton.PRIMARY);
          return Await.fx(() -> isSelected(run, task));
        },
        () -> "");
    robot.push(KeyCode.ENTER);
    awaitShown("log-view");
  }

  private boolean isSelected(long run, String task) {
    GraphModel graph = probe.run(run).graph();
    return graph.selectedProperty().get() == graph.graph().indexOf(task);
  }

  private Point2D placeOf(long run, String task) {
    GraphModel graph = probe.run(run).graph();
    int place = graph.graph().indexOf(task);
    Viewport port = graph.viewportProperty().get();
    Node view = shown("#run-" + run + " .graph-view").getFirst();
    return view.localToScreen(
        port.toScreenX(graph.layout().x()[place] + GraphLayout.NODE_WIDTH / 2),
        port.toScreenY(graph.layout().y()[place] + GraphLayout.NODE_HEIGHT / 2));
  }

  // The log.

  List<String> logLines() {
    return Await.fx(() -> {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < probe.log().lineCountProperty().get(); i++) {
        lines.add(probe.log().store().line(i));
      }
      return lines;
    });
  }
}
