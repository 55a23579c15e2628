package dev.baton.desktop.shell;

import dev.baton.common.api.ClusterView;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.cluster.ClusterModel;
import dev.baton.desktop.cluster.LinkModel;
import dev.baton.desktop.cluster.LinkState;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import dev.baton.desktop.widgets.ToolStrip;
import java.time.Duration;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The line at the bottom: hints and work under way left; leader, link, age of the data right. */
final class StatusBar extends HBox {
  /** A clock that is off by less than this is not worth a word. */
  private static final Duration SKEW_WORTH_SAYING = Duration.ofSeconds(2);

  /** How many incidents are open, and what shows them. */
  record OpenIncidents(ReadOnlyIntegerProperty count, Runnable show) {}

  private final Texts texts;
  private final Times times;

  StatusBar(
      ClusterModel cluster,
      LinkModel link,
      OpenIncidents incidents,
      BackgroundTasks tasks,
      ReadOnlyStringProperty hint,
      Texts texts,
      Times times) {
    this.texts = texts;
    this.times = times;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label hintLabel = new Label();
    hintLabel.setId("status-hint");
    hintLabel.textProperty().bind(hint);
    hintLabel.setMinWidth(0);
    getChildren()
        .addAll(
            hintLabel,
            ToolStrip.spring(),
            work(tasks),
            readOnly(cluster),
            incidents(incidents),
            leader(cluster),
            lag(cluster),
            linkState(link),
            age(link),
            skew(link),
            zone());
  }

  private Node work(BackgroundTasks tasks) {
    ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    bar.getStyleClass().add("status-progress");
    Label title = new Label();
    HBox box = new HBox(6, title, bar);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("status-item");
    Runnable show =
        () -> {
          List<BackgroundTask> now = tasks.underWay();
          box.setVisible(!now.isEmpty());
          box.setManaged(!now.isEmpty());
          title.setText(
              now.isEmpty()
                  ? ""
                  : now.size() == 1
                      ? now.getFirst().title()
                      : texts.get("status.tasks", now.getFirst().title(), now.size() - 1));
        };
    tasks.underWay().addListener((ListChangeListener<BackgroundTask>) c -> show.run());
    show.run();
    return box;
  }

  private Node incidents(OpenIncidents open) {
    Hyperlink link = new Hyperlink();
    link.setId("status-incidents");
    link.getStyleClass().addAll("status-item", "status-link");
    link.setMinWidth(USE_PREF_SIZE);
    link.setFocusTraversable(false);
    StatusIcon icon = new StatusIcon();
    link.setGraphic(icon);
    link.setOnAction(pressed -> {
      link.setVisited(false);
      open.show().run();
    });
    link.setTooltip(new Tooltip(texts.get("status.incidents.tip")));
    open.count()
        .subscribe(count -> {
          boolean none = count.intValue() == 0;
          icon.show(
              none
                  ? new StatusLook(Glyph.CHECK, Tone.NEUTRAL)
                  : new StatusLook(Glyph.ALERT, Tone.FAILURE));
          link.setText(texts.get("status.incidents", count.intValue()));
        });
    return link;
  }

  private static Node readOnly(ClusterModel cluster) {
    Label label = item("status-readonly");
    label.getStyleClass().add("status-warning");
    label.textProperty().bind(cluster.mayNotChangeProperty());
    hideWhileEmpty(label);
    return label;
  }

  private Node leader(ClusterModel cluster) {
    Label label = item("status-leader");
    StatusIcon icon = new StatusIcon(new StatusLook(Glyph.STAR, Tone.NEUTRAL));
    label.setGraphic(icon);
    cluster
        .clusterProperty()
        .subscribe(view -> {
          boolean known = view != null && view.leader() != null;
          icon.show(new StatusLook(Glyph.STAR, known ? Tone.RUNNING : Tone.WARNING));
          label.setText(leaderText(view));
        });
    return label;
  }

  private String leaderText(ClusterView view) {
    if (view == null) {
      return texts.get("status.leader.unknown");
    }
    return view.leader() == null
        ? texts.get("status.leader.none", Long.toString(view.epoch()))
        : texts.get("status.leader", view.leader(), Long.toString(view.epoch()));
  }

  private Node lag(ClusterModel cluster) {
    Label label = item("status-lag");
    label
        .textProperty()
        .bind(
            cluster
                .clusterProperty()
                .map(view ->
                    view == null || view.lag() == null
                        ? ""
                        : texts.get(
                            "status.lag", times.length(Duration.ofMillis(view.lag().scheduleMs()))))
                .orElse(""));
    hideWhileEmpty(label);
    label.setTooltip(new Tooltip(texts.get("status.lag.tip")));
    return label;
  }

  private Node linkState(LinkModel link) {
    Label label = item("status-link");
    StatusIcon icon = new StatusIcon();
    label.setGraphic(icon);
    Tooltip tip = new Tooltip();
    link.stateProperty()
        .subscribe(state -> {
          icon.show(look(state));
          label.setText(texts.word("linkState", state));
        });
    link.reasonProperty()
        .subscribe(reason -> {
          tip.setText(reason);
          label.setTooltip(reason.isEmpty() ? null : tip);
        });
    return label;
  }

  private static StatusLook look(LinkState state) {
    return switch (state) {
      case CONNECTING -> new StatusLook(Glyph.HOURGLASS, Tone.NEUTRAL);
      case LIVE -> new StatusLook(Glyph.DISC, Tone.SUCCESS);
      case LOST -> new StatusLook(Glyph.ALERT, Tone.WARNING);
      case REFUSED -> new StatusLook(Glyph.NO_ENTRY, Tone.FAILURE);
    };
  }

  private Node age(LinkModel link) {
    Label label = item("status-age");
    label
        .textProperty()
        .bind(link.ageProperty().map(age -> texts.get("status.age", times.age(age))));
    label.setTooltip(new Tooltip(texts.get("status.age.tip")));
    return label;
  }

  private Node skew(LinkModel link) {
    Label label = item("status-skew");
    label.getStyleClass().add("status-warning");
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    link.skewProperty().get().abs().compareTo(SKEW_WORTH_SAYING) < 0
                        ? ""
                        : texts.get("status.skew", times.length(link.skewProperty().get().abs())),
                link.skewProperty()));
    hideWhileEmpty(label);
    return label;
  }

  private Node zone() {
    Label label = item("status-zone");
    label.setText(times.zone().getId());
    return label;
  }

  private static Label item(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("status-item");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static void hideWhileEmpty(Label label) {
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }
}
