package dev.baton.desktop.run;

import dev.baton.common.api.AttemptView;
import dev.baton.common.run.AttemptStatus;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.RowChanges;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.util.Subscription;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The attempts of a run; selecting one selects its task, and with it inspector and log. */
final class AttemptTable {
  private final RunModel model;
  private final Desk desk;
  private final TableView<AttemptView> table = Columns.table();
  private final RowChanges changes;
  private final Subscription selection;
  private boolean following;

  AttemptTable(RunModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    table.setId("attempts-table");
    addColumns();
    changes = new RowChanges(model.attempts(), desk, () -> follow(desk.selection().subject()));
    SortedList<AttemptView> sorted = new SortedList<>(model.attempts());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignP.PLAYLIST_PLAY,
            new SimpleStringProperty(desk.texts().get("attempts.empty.title")),
            new SimpleStringProperty(desk.texts().get("attempts.empty.hint"))));
    table.setContextMenu(desk.controls().contextMenu("log.show", "run.rerunTask"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, attempt) -> select(attempt));
    table.setOnMouseClicked(clicked -> {
      if (clicked.getClickCount() == 2) {
        desk.navigator().showLog();
      }
    });
    table.setOnKeyPressed(pressed -> {
      if (pressed.getCode() == KeyCode.ENTER) {
        desk.navigator().showLog();
      }
    });
    selection = desk.selection().subjectProperty().subscribe(this::follow);
  }

  /** Ends what it listens to. */
  void dispose() {
    selection.unsubscribe();
  }

  TableView<AttemptView> node() {
    return table;
  }

  static StatusLook look(AttemptView attempt) {
    if (attempt.status() == AttemptStatus.ENDED && attempt.outcome() != null) {
      return StatusLook.of(attempt.outcome());
    }
    return attempt.status() == AttemptStatus.RUNNING
        ? new StatusLook(Glyph.PLAY, Tone.RUNNING)
        : new StatusLook(Glyph.RING_DOT, Tone.RUNNING);
  }

  private String word(AttemptView attempt) {
    return attempt.status() == AttemptStatus.ENDED && attempt.outcome() != null
        ? desk.texts().word("outcome", attempt.outcome())
        : desk.texts().word("attemptStatus", attempt.status());
  }

  private void addColumns() {
    table
        .getColumns()
        .add(
            Columns.status(
                text("outcome"), 114, AttemptView::outcome, AttemptTable::look, this::word));
    table.getColumns().add(Columns.name(text("task"), 110, AttemptView::task));
    table
        .getColumns()
        .add(
            Columns.number(
                text("number"),
                62,
                AttemptView::number,
                attempt -> Integer.toString(attempt.number())));
    table
        .getColumns()
        .add(Columns.text(text("executor"), 92, AttemptTable::executor, AttemptTable::executor));
    table
        .getColumns()
        .add(
            Columns.number(
                text("duration"),
                84,
                this::duration,
                attempt ->
                    desk.times()
                        .span(attempt.startedAt(), attempt.endedAt(), desk.clock().instant())));
    table
        .getColumns()
        .add(
            Columns.number(
                text("exit"),
                48,
                AttemptView::exitCode,
                attempt -> attempt.exitCode() == null ? "" : attempt.exitCode().toString()));
    table
        .getColumns()
        .add(
            Columns.text(
                text("started"),
                74,
                AttemptView::startedAt,
                attempt -> desk.times().clock(attempt.startedAt())));
    table
        .getColumns()
        .add(Columns.text(text("cause"), 220, AttemptTable::cause, AttemptTable::cause));
  }

  private String text(String column) {
    return desk.texts().get("attempts.column." + column);
  }

  private static String executor(AttemptView attempt) {
    return attempt.executor() == null ? "" : attempt.executor();
  }

  private static String cause(AttemptView attempt) {
    return attempt.cause() == null ? "" : attempt.cause();
  }

  private Duration duration(AttemptView attempt) {
    if (attempt.startedAt() == null) {
      return null;
    }
    Instant end = attempt.endedAt() == null ? desk.clock().instant() : attempt.endedAt();
    return Duration.between(attempt.startedAt(), end);
  }

  private void select(AttemptView attempt) {
    if (attempt != null && !following && !changes.underWay() && model.runProperty().get() != null) {
      desk.selection()
          .select(
              new Subject.OfTaskRun(
                  model.id(), model.runProperty().get().job(), attempt.task(), attempt.number()));
    }
  }

  private void follow(Subject subject) {
    following = true;
    if (subject instanceof Subject.OfTaskRun of && of.run() == model.id()) {
      AttemptView selected = table.getSelectionModel().getSelectedItem();
      boolean same =
          selected != null
              && selected.task().equals(of.task())
              && (of.attempt() == 0 || of.attempt() == selected.number());
      if (!same) {
        table.getSelectionModel().clearSelection();
        table.getItems().stream()
            .filter(each ->
                each.task().equals(of.task())
                    && (of.attempt() == 0 || of.attempt() == each.number()))
            .findFirst()
            .ifPresent(each -> table.getSelectionModel().select(each));
      }
    } else {
      table.getSelectionModel().clearSelection();
    }
    following = false;
  }

  /** Once a second: times of what runs go on. */
  void tick() {
    if (table.getScene() != null && !model.isOver()) {
      table.refresh();
    }
  }
}
