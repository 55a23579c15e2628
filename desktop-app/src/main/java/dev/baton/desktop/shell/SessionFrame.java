package dev.baton.desktop.shell;

import dev.baton.desktop.actions.ActionRegistry;
import dev.baton.desktop.charts.ThroughputPane;
import dev.baton.desktop.cluster.LinkModel;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.dock.Area;
import dev.baton.desktop.dock.DockFrame;
import dev.baton.desktop.dock.DockLayout;
import dev.baton.desktop.dock.DockLayout.AreaLayout;
import dev.baton.desktop.dock.ToolWindow;
import dev.baton.desktop.executors.ExecutorsView;
import dev.baton.desktop.explorer.ExplorerView;
import dev.baton.desktop.incidents.IncidentListView;
import dev.baton.desktop.inspector.InspectorView;
import dev.baton.desktop.log.LogPane;
import dev.baton.desktop.runs.RunListView;
import dev.baton.desktop.timeline.TimelinePane;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The frame of an open connection: tool windows round the editors, header, stripes, status bar. */
final class SessionFrame extends BorderPane {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  /** What one sees first. */
  private static final DockLayout FIRST_LAYOUT =
      new DockLayout(
          Map.of(
              Area.LEFT.name(), new AreaLayout(248, true, List.of("explorer"), "explorer"),
              Area.RIGHT.name(), new AreaLayout(286, true, List.of("inspector"), "inspector"),
              Area.BOTTOM.name(),
                  new AreaLayout(
                      262,
                      true,
                      List.of("runs", "log", "incidents", "executors", "failover", "throughput"),
                      "runs")),
          List.of(),
          null);

  private final SessionModels models;
  private final Desk desk;
  private final DockFrame dock;
  private LogPane logPane;

  SessionFrame(SessionModels models, Desk desk, Supplier<Node> emptyEditors) {
    this.models = models;
    this.desk = desk;
    this.dock = new DockFrame(desk.themes(), emptyEditors);
    getStyleClass().add("session-frame");
    addTools();
  }

  DockFrame dock() {
    return dock;
  }

  private void addTools() {
    tool(
        "explorer",
        MaterialDesignF.FILE_TREE_OUTLINE,
        Area.LEFT,
        () -> new ExplorerView(models.explorer(), desk));
    tool(
        "inspector",
        MaterialDesignT.TUNE_VARIANT,
        Area.RIGHT,
        () -> new InspectorView(models.inspector(), desk));
    tool(
        "runs",
        MaterialDesignP.PLAY_BOX_MULTIPLE_OUTLINE,
        Area.BOTTOM,
        () -> new RunListView(models.runs(), desk, false));
    tool("log", MaterialDesignT.TEXT_BOX_OUTLINE, Area.BOTTOM, this::logPane);
    tool(
        "incidents",
        MaterialDesignS.SHIELD_ALERT_OUTLINE,
        Area.BOTTOM,
        () -> new IncidentListView(models.incidents(), desk));
    tool(
        "executors",
        MaterialDesignS.SERVER,
        Area.BOTTOM,
        () -> new ExecutorsView(models.session().model(), desk));
    tool(
        "failover",
        MaterialDesignT.TIMELINE_CLOCK_OUTLINE,
        Area.BOTTOM,
        () -> new TimelinePane(models.timeline(), models.incidents(), desk));
    tool(
        "throughput",
        MaterialDesignC.CHART_BAR_STACKED,
        Area.BOTTOM,
        () -> new ThroughputPane(models.throughput(), desk));
  }

  private void tool(String id, Ikon icon, Area home, Supplier<Node> content) {
    dock.add(new ToolWindow(id, desk.texts().get("tool." + id), icon, home, content));
  }

  private LogPane logPane() {
    if (logPane == null) {
      logPane = new LogPane(models.log(), models.session(), models.book(), desk);
    }
    return logPane;
  }

  void focusLogSearch() {
    dock.show("log");
    logPane().focusSearch();
  }

  /** Puts the pieces together; the actions are registered by now. */
  void assemble(
      ActionRegistry actions, Connection connection, Runnable switchTo, StatusBar statusBar) {
    LinkModel link = models.session().link();
    VBox top =
        new VBox(
            new HeaderBar(desk.controls(), desk.texts(), connection, switchTo), staleBanner(link));
    setTop(top);
    setLeft(new ToolStripe(dock, actions, Area.LEFT, Area.BOTTOM));
    setRight(new ToolStripe(dock, actions, Area.RIGHT, null));
    setCenter(dock.node());
    setBottom(statusBar);
    link.staleProperty().subscribe(stale -> dock.node().pseudoClassStateChanged(STALE, stale));
    dock.node().getStyleClass().add("dock-root");
  }

  private Node staleBanner(LinkModel link) {
    Label banner = new Label();
    banner.setId("stale-banner");
    banner.getStyleClass().add("stale-banner");
    banner.setMaxWidth(Double.MAX_VALUE);
    Tooltip why = new Tooltip();
    why.textProperty().bind(link.reasonProperty());
    banner.setTooltip(why);
    banner
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> bannerText(link),
                link.ageProperty(),
                link.stateProperty(),
                link.reasonProperty()));
    banner.visibleProperty().bind(link.staleProperty());
    banner.managedProperty().bind(banner.visibleProperty());
    return banner;
  }

  /** What happened, since when, and what is done about it. */
  private String bannerText(LinkModel link) {
    return switch (link.state()) {
      case REFUSED -> desk.texts().get("banner.refused", link.reasonProperty().get());
      case LOST ->
          desk.texts()
              .get(
                  "banner.lost",
                  desk.times().clock(link.staleSinceProperty().get()),
                  desk.times().age(link.ageProperty().get()));
      case CONNECTING, LIVE -> "";
    };
  }

  /** Null = as at the first start. */
  void restore(DockLayout layout, Editors editors) {
    dock.restore(layout == null ? FIRST_LAYOUT : layout, editors::openById);
  }
}
