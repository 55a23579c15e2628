package dev.baton.desktop.charts;

import dev.baton.common.run.RunStatus;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jfree.chart.fx.ChartViewer;

/** The tool window: runs per minute by outcome. */
public final class ThroughputPane extends VBox {
  private final ThroughputModel model;
  private final Desk desk;
  private final StackPane content = new StackPane();
  private Subscription inScene = Subscription.EMPTY;
  private ChartViewer viewer;

  public ThroughputPane(ThroughputModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    getStyleClass().add("throughput-pane");
    setMinSize(0, 0);
    content.setMinSize(0, 0);
    content.setId("throughput-chart");
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(strip(), content);
    model.barsProperty().addListener(changed -> show());
    desk.ticker()
        .secondsProperty()
        .addListener(second -> {
          if (getScene() != null) {
            model.tick();
          }
        });
    sceneProperty()
        .subscribe(scene -> {
          inScene.unsubscribe();
          inScene = Subscription.EMPTY;
          if (scene != null) {
            inScene = desk.themes().paletteProperty().subscribe(this::show);
            model.tick();
            show();
          }
        });
  }

  private Node strip() {
    ToolStrip strip = new ToolStrip();
    for (ThroughputModel.Span span : ThroughputModel.Span.values()) {
      ToggleButton button = new ToggleButton(desk.texts().word("throughput.span", span));
      button.setId("throughput-" + span.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().add("chip");
      button.setFocusTraversable(false);
      button.setOnAction(pressed -> {
        model.spanProperty().set(span);
        button.setSelected(true);
      });
      model.spanProperty().subscribe(chosen -> button.setSelected(chosen == span));
      strip.getChildren().add(button);
    }
    strip.getChildren().add(ToolStrip.spring());
    Label problem = new Label();
    problem.getStyleClass().add("strip-info");
    problem.textProperty().bind(model.problemProperty());
    strip.getChildren().add(problem);
    for (RunStatus status : ThroughputChart.ORDER.reversed()) {
      strip.getChildren().add(legend(status));
    }
    return strip;
  }

  private Label legend(RunStatus status) {
    Label label = new Label();
    label.getStyleClass().add("legend");
    label.setGraphic(new StatusIcon(StatusLook.of(status)));
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    desk.texts()
                        .get(
                            "throughput.legend",
                            desk.texts().word("runStatus", status),
                            model.barsProperty().get() == null
                                ? 0
                                : model.barsProperty().get().totals().getOrDefault(status, 0L)),
                model.barsProperty()));
    return label;
  }

  private void show() {
    if (getScene() == null || model.barsProperty().get() == null) {
      return;
    }
    var chart =
        ThroughputChart.of(
            model.barsProperty().get(), desk.themes().palette(), desk.texts(), desk.times());
    if (viewer == null) {
      viewer = new ChartViewer(chart, false);
      viewer.setMinSize(0, 0);
      content.getChildren().setAll(viewer);
    } else {
      viewer.setChart(chart);
    }
  }
}
