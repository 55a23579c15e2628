package dev.baton.desktop.executors;

import dev.baton.common.api.ExecutorView;
import dev.baton.desktop.cluster.ClusterModel;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.i18n.Sizes;
import dev.baton.desktop.theme.ExecutorLook;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.MeterCell;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Load, slots, status of each executor; cordon, uncordon, drain. */
public final class ExecutorsView extends VBox {
  private final Desk desk;
  private final TableView<ExecutorView> table = Columns.table();
  private boolean following;

  public ExecutorsView(ClusterModel cluster, Desk desk) {
    this.desk = desk;
    getStyleClass().add("executors");
    setMinSize(0, 0);
    FilteredList<ExecutorView> filtered = new FilteredList<>(cluster.executors());
    SortedList<ExecutorView> sorted = new SortedList<>(filtered);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    SearchField filter = new SearchField(desk.texts().get("executors.filter"));
    filter.setPrefWidth(220);
    filter
        .textProperty()
        .subscribe(text -> filtered.setPredicate(executor -> matches(executor, text)));
    Label count = new Label();
    count.getStyleClass().add("strip-info");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> countText(cluster), cluster.executors(), filter.textProperty()));
    ToolStrip strip =
        new ToolStrip(
            filter,
            desk.controls().iconButton("executor.cordon"),
            desk.controls().iconButton("executor.uncordon"),
            desk.controls().iconButton("executor.drain"),
            ToolStrip.spring(),
            count);
    addColumns();
    table.setId("executors-table");
    table.setItems(sorted);
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignS.SERVER_OFF,
            new SimpleStringProperty(desk.texts().get("executors.empty.title")),
            new SimpleStringProperty(desk.texts().get("executors.empty.hint"))));
    table.setContextMenu(
        desk.controls().contextMenu("executor.cordon", "executor.uncordon", "executor.drain"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, executor) -> {
          if (executor != null && !following) {
            desk.selection().select(new Subject.OfExecutor(executor.id()));
          }
        });
    desk.selection().subjectProperty().subscribe(this::follow);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(strip, table);
  }

  private static boolean matches(ExecutorView executor, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || executor.id().toLowerCase(Locale.ROOT).contains(wanted)
        || (executor.group() != null && executor.group().toLowerCase(Locale.ROOT).contains(wanted))
        || (executor.host() != null && executor.host().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private String countText(ClusterModel cluster) {
    int slots = 0;
    int running = 0;
    for (ExecutorView executor : cluster.executors()) {
      slots += executor.incarnation() == null ? 0 : executor.slots();
      running += executor.running();
    }
    return desk.texts().get("executors.count", cluster.executors().size(), running, slots);
  }

  private void addColumns() {
    table
        .getColumns()
        .add(
            Columns.status(
                text("status"),
                104,
                ExecutorView::status,
                ExecutorLook::of,
                executor -> desk.texts().word("executorStatus", executor.status())));
    table.getColumns().add(Columns.text(text("name"), 132, ExecutorView::id, ExecutorView::id));
    table
        .getColumns()
        .add(Columns.text(text("group"), 84, ExecutorsView::group, ExecutorsView::group));
    table
        .getColumns()
        .add(
            meter(
                "slots",
                128,
                executor ->
                    executor.slots() == 0 ? 0 : (double) executor.running() / executor.slots(),
                executor -> executor.running() + " / " + executor.slots()));
    table
        .getColumns()
        .add(
            meter(
                "cpu",
                106,
                executor -> executor.load() == null ? null : executor.load().cpu(),
                executor -> executor.load() == null ? "" : Sizes.percent(executor.load().cpu())));
    table
        .getColumns()
        .add(
            meter(
                "memory",
                128,
                ExecutorsView::memoryShare,
                executor ->
                    executor.load() == null ? "" : Sizes.bytes(executor.load().memoryUsedBytes())));
    table
        .getColumns()
        .add(
            Columns.number(
                text("disk"),
                80,
                executor -> executor.load() == null ? null : executor.load().diskFreeBytes(),
                executor ->
                    executor.load() == null ? "" : Sizes.bytes(executor.load().diskFreeBytes())));
    table
        .getColumns()
        .add(
            Columns.number(
                text("lease"),
                62,
                ExecutorView::leaseLeftMs,
                executor ->
                    executor.leaseLeftMs() <= 0
                        ? ""
                        : desk.times().length(Duration.ofMillis(executor.leaseLeftMs()))));
    table
        .getColumns()
        .add(
            Columns.text(
                text("host"),
                112,
                executor -> executor.host() == null ? "" : executor.host(),
                executor -> executor.host() == null ? "" : executor.host()));
    table
        .getColumns()
        .add(
            Columns.text(
                text("heard"),
                138,
                ExecutorView::lastHeardAt,
                executor -> desk.times().dateTime(executor.lastHeardAt())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("reason"),
                100,
                executor -> executor.cordonReason() == null ? "" : executor.cordonReason(),
                executor -> executor.cordonReason() == null ? "" : executor.cordonReason()));
  }

  private TableColumn<ExecutorView, Double> meter(
      String column,
      double width,
      Function<ExecutorView, Double> share,
      Function<ExecutorView, String> shown) {
    return MeterCell.column(text(column), width, share, shown);
  }

  private static String group(ExecutorView executor) {
    return executor.group() == null ? "" : executor.group();
  }

  private static Double memoryShare(ExecutorView executor) {
    if (executor.load() == null
        || executor.load().memoryUsedBytes() == null
        || executor.load().memoryTotalBytes() == null
        || executor.load().memoryTotalBytes() == 0) {
      return null;
    }
    return (double) executor.load().memoryUsedBytes() / executor.load().memoryTotalBytes();
  }

  private String text(String column) {
    return desk.texts().get("executors.column." + column);
  }

  private void follow(Subject subject) {
    following = true;
    String wanted = desk.selection().executor();
    ExecutorView selected = table.getSelectionModel().getSelectedItem();
    if (wanted == null || subject == null) {
      table.getSelectionModel().clearSelection();
    } else if (selected == null || !selected.id().equals(wanted)) {
      table.getSelectionModel().clearSelection();
      table.getItems().stream()
          .filter(each -> each.id().equals(wanted))
          .findFirst()
          .ifPresent(each -> table.getSelectionModel().select(each));
    }
    following = false;
  }
}
