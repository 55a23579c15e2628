package dev.baton.desktop.job;

import dev.baton.common.api.ScheduleView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import java.time.Duration;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The schedules of a job and, below, when they fire next. */
final class SchedulePane extends VBox {
  private final Desk desk;
  private Subscription ticking = Subscription.EMPTY;

  SchedulePane(JobModel model, Desk desk) {
    this.desk = desk;
    setMinSize(0, 0);
    SplitPane split = new SplitPane(schedules(model), fires(model));
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.35);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().add(split);
  }

  /** Ends what it listens to. */
  void dispose() {
    ticking.unsubscribe();
  }

  private TableView<ScheduleView> schedules(JobModel model) {
    TableView<ScheduleView> table = Columns.table();
    table.getColumns().add(Columns.text(text("name"), 140, ScheduleView::name, ScheduleView::name));
    table
        .getColumns()
        .add(
            Columns.text(
                text("kind"),
                64,
                ScheduleView::kind,
                each -> desk.texts().word("scheduleKind", each.kind())));
    table.getColumns().add(Columns.text(text("rule"), 140, this::rule, this::rule));
    table
        .getColumns()
        .add(
            Columns.text(
                text("zone"),
                90,
                ScheduleView::zone,
                each -> each.zone() == null ? "" : each.zone()));
    table
        .getColumns()
        .add(
            Columns.text(
                text("misfire"),
                90,
                ScheduleView::misfire,
                each -> desk.texts().word("misfire", each.misfire())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("next"),
                138,
                ScheduleView::nextFireAt,
                each ->
                    each.nextFireAt() == null
                        ? desk.texts().get("schedule.none")
                        : desk.times().dateTime(each.nextFireAt())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("description"),
                240,
                each -> each.description() == null ? "" : each.description(),
                each -> each.description() == null ? "" : each.description()));
    table.setItems(model.schedules());
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignC.CALENDAR_BLANK_OUTLINE,
            new SimpleStringProperty(desk.texts().get("schedule.empty.title")),
            new SimpleStringProperty(desk.texts().get("schedule.empty.hint"))));
    return table;
  }

  private String rule(ScheduleView schedule) {
    if (schedule.expression() != null) {
      return schedule.expression();
    }
    if (schedule.everyMs() != null) {
      return desk.texts()
          .get("schedule.every", desk.times().length(Duration.ofMillis(schedule.everyMs())));
    }
    return desk.times().dateTime(schedule.startAt());
  }

  private TableView<JobModel.Fire> fires(JobModel model) {
    TableView<JobModel.Fire> table = Columns.table();
    table
        .getColumns()
        .add(
            Columns.text(
                text("fireAt"),
                140,
                fire -> fire.at().at(),
                fire -> desk.times().dateTime(fire.at().at())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("in"),
                100,
                fire -> fire.at().at(),
                fire ->
                    desk.texts()
                        .get(
                            "schedule.in",
                            desk.times()
                                .age(Duration.between(desk.clock().instant(), fire.at().at())))));
    table
        .getColumns()
        .add(
            Columns.text(
                text("schedule"),
                116,
                fire -> fire.schedule().name(),
                fire -> fire.schedule().name()));
    table
        .getColumns()
        .add(
            Columns.text(text("local"), 216, fire -> fire.at().local(), fire -> fire.at().local()));
    table
        .getColumns()
        .add(
            Columns.text(
                text("mark"),
                160,
                fire -> fire.at().mark() == null ? "" : fire.at().mark(),
                fire ->
                    fire.at().mark() == null
                        ? ""
                        : desk.texts().get("schedule.mark." + fire.at().mark())));
    table.setItems(model.fires());
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignC.CLOCK_OUTLINE,
            new SimpleStringProperty(desk.texts().get("schedule.noFires.title")),
            new SimpleStringProperty(desk.texts().get("schedule.noFires.hint"))));
    ticking =
        desk.ticker()
            .secondsProperty()
            .subscribe(() -> {
              if (table.getScene() != null) {
                table.refresh();
              }
            });
    return table;
  }

  private String text(String column) {
    return desk.texts().get("schedule.column." + column);
  }
}
