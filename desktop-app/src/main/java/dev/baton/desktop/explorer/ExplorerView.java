package dev.baton.desktop.explorer;

import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The tree with a filter above it. */
public final class ExplorerView extends VBox {
  private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");

  private final Desk desk;
  private final TreeView<ExplorerNode> tree = new TreeView<>();
  private boolean updating;

  public ExplorerView(ExplorerModel model, Desk desk) {
    this.desk = desk;
    getStyleClass().add("explorer");
    SearchField filter = new SearchField(desk.texts().get("explorer.filter"));
    filter.textProperty().bindBidirectional(model.filterProperty());
    HBox.setHgrow(filter, Priority.ALWAYS);
    tree.getStyleClass().add("dense-tree");
    tree.setCellFactory(made -> new NodeCell());
    tree.setMinSize(0, 0);
    VBox.setVgrow(tree, Priority.ALWAYS);
    getChildren().addAll(new ToolStrip(filter), tree);
    setMinSize(0, 0);

    model.rootProperty().subscribe(root -> show(root, !model.filterProperty().get().isBlank()));
    tree.getSelectionModel().selectedItemProperty().addListener((o, old, next) -> chosen(next));
    desk.selection().subjectProperty().subscribe(this::reveal);
    tree.setOnMouseClicked(clicked -> {
      if (clicked.getClickCount() == 2) {
        open();
      }
    });
    tree.setOnKeyPressed(pressed -> {
      if (pressed.getCode() == KeyCode.ENTER) {
        open();
      }
    });
    tree.setContextMenu(menu());
  }

  private ContextMenu menu() {
    return desk.controls()
        .contextMenu(
            "job.open",
            "run.trigger",
            "job.runs",
            "job.pause",
            "job.resume",
            "executor.cordon",
            "executor.uncordon",
            "executor.drain");
  }

  private void chosen(TreeItem<ExplorerNode> item) {
    if (!updating && item != null && item.getValue().subject() != null) {
      desk.selection().select(item.getValue().subject());
    }
  }

  private void open() {
    TreeItem<ExplorerNode> item = tree.getSelectionModel().getSelectedItem();
    if (item == null) {
      return;
    }
    switch (item.getValue().subject()) {
      case Subject.OfJob of -> desk.navigator().openJob(of.job());
      case Subject.OfExecutor ignored -> desk.navigator().showExecutors();
      case Subject.OfJobTask ignored -> {}
      case Subject.OfRun ignored -> {}
      case Subject.OfTaskRun ignored -> {}
      case Subject.OfCoordinator ignored -> {}
      case Subject.OfIncident of -> desk.navigator().openIncident(of.incident());
      case null -> {}
    }
  }

  private void show(ExplorerNode root, boolean expandAll) {
    if (root == null) {
      return;
    }
    updating = true;
    TreeItem<ExplorerNode> selected = tree.getSelectionModel().getSelectedItem();
    if (tree.getRoot() == null) {
      tree.setRoot(new TreeItem<>(root));
      tree.getRoot().setExpanded(true);
    }
    merge(tree.getRoot(), root, 0, expandAll);
    if (selected != null && tree.getRow(selected) >= 0) {
      tree.getSelectionModel().select(selected);
    }
    updating = false;
  }

  /** Brings an item to the new value; items of the same id stay, and with them what is expanded. */
  private static void merge(
      TreeItem<ExplorerNode> item, ExplorerNode node, int depth, boolean expandAll) {
    if (!node.equals(item.getValue())) {
      item.setValue(node);
    }
    Map<String, TreeItem<ExplorerNode>> before = new HashMap<>();
    for (TreeItem<ExplorerNode> child : item.getChildren()) {
      before.put(child.getValue().id(), child);
    }
    List<TreeItem<ExplorerNode>> after = new ArrayList<>();
    for (ExplorerNode child : node.children()) {
      TreeItem<ExplorerNode> kept = before.get(child.id());
      if (kept == null) {
        kept = new TreeItem<>(child);
        kept.setExpanded(depth < 1);
      }
      if (expandAll) {
        kept.setExpanded(true);
      }
      merge(kept, child, depth + 1, expandAll);
      after.add(kept);
    }
    if (!after.equals(item.getChildren())) {
      item.getChildren().setAll(after);
    }
  }

  /** Follows a selection that was made elsewhere, as far as the tree shows it. */
  private void reveal(Subject subject) {
    if (subject == null || tree.getRoot() == null) {
      return;
    }
    TreeItem<ExplorerNode> now = tree.getSelectionModel().getSelectedItem();
    if (now != null && subject.equals(now.getValue().subject())) {
      return;
    }
    TreeItem<ExplorerNode> found = find(tree.getRoot(), subject);
    updating = true;
    if (found == null) {
      tree.getSelectionModel().clearSelection();
    } else {
      for (TreeItem<ExplorerNode> p = found.getParent(); p != null; p = p.getParent()) {
        p.setExpanded(true);
      }
      tree.getSelectionModel().select(found);
    }
    updating = false;
  }

  private static TreeItem<ExplorerNode> find(TreeItem<ExplorerNode> item, Subject subject) {
    if (subject.equals(item.getValue().subject())) {
      return item;
    }
    for (TreeItem<ExplorerNode> child : item.getChildren()) {
      TreeItem<ExplorerNode> found = find(child, subject);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static final class NodeCell extends TreeCell<ExplorerNode> {
    private final StatusIcon status = new StatusIcon();
    private final Label text = new Label();
    private final Label detail = new Label();
    private final HBox row = new HBox(text, detail);

    private static final double INDENT = 14;
    private static final double MARGIN = 48;

    NodeCell() {
      row.getStyleClass().add("tree-row");
      detail.getStyleClass().add("tree-detail");
      detail.setMinWidth(0);
      // A cell asks for no width, so the tree never scrolls sideways: long names are shortened.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(ExplorerNode node, boolean empty) {
      super.updateItem(node, empty);
      setText(null);
      if (empty || node == null) {
        setGraphic(null);
        return;
      }
      text.setText(node.text());
      detail.setText(node.detail());
      pseudoClassStateChanged(QUIET, node.quiet());
      if (node.look() == null) {
        text.setGraphic(Icons.of(node.icon()));
      } else {
        status.show(node.look());
        text.setGraphic(status);
      }
      setGraphic(row);
    }

    @Override
    protected void layoutChildren() {
      giveRoomToName();
      super.layoutChildren();
    }

    /** The name is shortened only when it does not fit alone; the detail gives way first. */
    private void giveRoomToName() {
      if (getTreeItem() == null) {
        return;
      }
      double room = getWidth() - MARGIN - INDENT * getTreeView().getTreeItemLevel(getTreeItem());
      text.setMinWidth(Math.clamp(text.prefWidth(-1), 0, Math.max(0, room)));
    }
  }
}
