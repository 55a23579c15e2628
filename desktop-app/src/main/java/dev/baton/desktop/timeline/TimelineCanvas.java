package dev.baton.desktop.timeline;

import dev.baton.common.api.FailoverEventView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.theme.CanvasPane;
import dev.baton.desktop.theme.ExecutorLook;
import dev.baton.desktop.theme.Fonts;
import dev.baton.desktop.theme.GlyphPainter;
import dev.baton.desktop.theme.Palette;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.TextFit;
import dev.baton.desktop.theme.Tone;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/** Lanes over a time axis. Wheel scrolls lanes, Ctrl and wheel zooms, dragging moves the time. */
final class TimelineCanvas extends CanvasPane {
  private static final double LABEL_WIDTH = 150;
  private static final double AXIS_HEIGHT = 26;
  private static final double LANE_HEIGHT = 28;
  private static final double MARK = 13;
  private static final double ZOOM_STEP = 1.25;
  private static final double RIGHT_MARGIN = 14;

  private final TimelineModel model;
  private final Desk desk;
  private final TextFit names = new TextFit(Fonts.sans(12), LABEL_WIDTH - 20);
  private final TextFit small = new TextFit(Fonts.sans(11), 400);
  private final Tooltip tip = new Tooltip();
  private double scroll;
  private double lastX;
  private boolean dragged;

  TimelineCanvas(TimelineModel model, Desk desk) {
    super(desk.themes());
    this.model = model;
    this.desk = desk;
    getStyleClass().add("timeline-canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.NODE);
    setMinSize(0, 0);
    model.lanesProperty().subscribe(this::redraw);
    model.rangeProperty().subscribe(this::redraw);
    model.selectedProperty().subscribe(this::redraw);
    tip.setShowDelay(Duration.millis(250));
    setOnScroll(this::scrolled);
    setOnMousePressed(pressed -> {
      requestFocus();
      lastX = pressed.getX();
      dragged = false;
    });
    setOnMouseDragged(this::dragged);
    setOnMouseClicked(clicked -> {
      if (!dragged) {
        model.selectedProperty().set(eventAt(clicked.getX(), clicked.getY()));
      }
    });
    setOnMouseMoved(this::hovered);
    setOnKeyPressed(this::keyed);
  }

  private TimeAxis axis() {
    double width = Math.max(1, getWidth() - LABEL_WIDTH - RIGHT_MARGIN);
    return new TimeAxis(model.rangeProperty().get(), LABEL_WIDTH, width);
  }

  @Override
  protected void draw(GraphicsContext gc, double width, double height) {
    Palette palette = desk.themes().palette();
    gc.setFill(palette.editor());
    gc.fillRect(0, 0, width, height);
    TimeAxis axis = axis();
    List<TimeAxis.Tick> ticks = axis.ticks(desk.times());
    gc.setLineWidth(1);
    gc.setStroke(palette.border());
    for (TimeAxis.Tick tick : ticks) {
      double x = Math.floor(tick.x()) + 0.5;
      gc.strokeLine(x, AXIS_HEIGHT, x, height);
    }
    List<Lane> lanes = model.lanesProperty().get();
    gc.save();
    gc.beginPath();
    gc.rect(0, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
    gc.clip();
    for (int i = 0; i < lanes.size(); i++) {
      double y = laneTop(i);
      if (y + LANE_HEIGHT > AXIS_HEIGHT && y < height) {
        drawLane(gc, palette, axis, lanes.get(i), y, width);
      }
    }
    gc.restore();
    drawAxis(gc, palette, ticks, width);
    gc.setStroke(palette.border());
    gc.strokeLine(LABEL_WIDTH - 0.5, 0, LABEL_WIDTH - 0.5, height);
  }

  private double laneTop(int lane) {
    return AXIS_HEIGHT + lane * LANE_HEIGHT - scroll;
  }

  private void drawAxis(
      GraphicsContext gc, Palette palette, List<TimeAxis.Tick> ticks, double width) {
    gc.setFill(palette.panel());
    gc.fillRect(0, 0, width, AXIS_HEIGHT);
    gc.setStroke(palette.border());
    gc.strokeLine(0, AXIS_HEIGHT - 0.5, width, AXIS_HEIGHT - 0.5);
    gc.setFont(small.font());
    gc.setFill(palette.textMuted());
    gc.setTextBaseline(VPos.CENTER);
    gc.setTextAlign(TextAlignment.CENTER);
    for (TimeAxis.Tick tick : ticks) {
      if (tick.x() > LABEL_WIDTH + 20 && tick.x() < width - 20) {
        gc.fillText(tick.label(), tick.x(), AXIS_HEIGHT / 2);
      }
    }
    gc.setTextAlign(TextAlignment.LEFT);
  }

  private void drawLane(
      GraphicsContext gc, Palette palette, TimeAxis axis, Lane lane, double y, double width) {
    double middle = y + LANE_HEIGHT / 2;
    gc.setStroke(palette.border());
    gc.setLineWidth(1);
    gc.strokeLine(0, Math.floor(y + LANE_HEIGHT) - 0.5, width, Math.floor(y + LANE_HEIGHT) - 0.5);
    gc.save();
    gc.beginPath();
    gc.rect(LABEL_WIDTH, y, width - LABEL_WIDTH, LANE_HEIGHT);
    gc.clip();
    double end = axis.x(model.rangeProperty().get().to());
    for (Lane.Span span : lane.spans()) {
      double x1 = span.from() == null ? LABEL_WIDTH - 10 : axis.x(span.from());
      double x2 = span.to() == null ? end : axis.x(span.to());
      if (x2 > LABEL_WIDTH && x1 < width) {
        drawSpan(gc, palette, span, x1, Math.max(x1 + 2, x2), y);
      }
    }
    for (FailoverEventView event : lane.events()) {
      drawMark(gc, palette, event, axis.x(event.at()), middle);
    }
    gc.restore();
    gc.setFont(lane.kind() == Lane.Kind.EXECUTOR ? names.font() : Fonts.strong(12));
    gc.setTextBaseline(VPos.CENTER);
    gc.setFill(palette.text());
    gc.fillText(names.fit(nameOf(lane)), 10, middle);
  }

  private String nameOf(Lane lane) {
    return switch (lane.kind()) {
      case LEADER -> desk.texts().get("timeline.lane.leader");
      case STORE -> desk.texts().get("timeline.lane.store");
      case CLOCK -> desk.texts().get("timeline.lane.clock");
      case EXECUTOR -> lane.name();
    };
  }

  private void drawSpan(
      GraphicsContext gc, Palette palette, Lane.Span span, double x1, double x2, double y) {
    switch (span.state()) {
      case LEADS -> drawEpoch(gc, palette, span, x1, x2, y);
      case UP -> bar(gc, palette, Tone.SUCCESS, x1, x2, y, 8);
      case SUSPECT -> bar(gc, palette, Tone.WARNING, x1, x2, y, 12);
      case LOST, AWAY -> dashes(gc, palette, Tone.FAILURE, x1, x2, y);
      case STEPPED -> bar(gc, palette, Tone.WARNING, x1, x2, y, 8);
    }
  }

  private void drawEpoch(
      GraphicsContext gc, Palette palette, Lane.Span span, double x1, double x2, double y) {
    gc.setFill(span.epoch() % 2 == 0 ? palette.soft(Tone.RUNNING) : palette.soft(Tone.HELD));
    gc.fillRoundRect(x1 + 0.5, y + 4, x2 - x1 - 1, LANE_HEIGHT - 8, 6, 6);
    double textLeft = Math.max(x1, LABEL_WIDTH) + MARK + 4;
    double room = x2 - textLeft - 4;
    String text = desk.texts().get("timeline.epoch", Long.toString(span.epoch()), span.label());
    String brief = Long.toString(span.epoch());
    String fitting = small.widthOf(text) <= room ? text : small.widthOf(brief) <= room ? brief : "";
    gc.setFont(small.font());
    gc.setTextBaseline(VPos.CENTER);
    gc.setFill(palette.tone(span.epoch() % 2 == 0 ? Tone.RUNNING : Tone.HELD));
    gc.fillText(fitting, textLeft, y + LANE_HEIGHT / 2);
  }

  private static void bar(
      GraphicsContext gc,
      Palette palette,
      Tone tone,
      double x1,
      double x2,
      double y,
      double thickness) {
    double top = y + (LANE_HEIGHT - thickness) / 2;
    gc.setFill(palette.soft(tone));
    gc.fillRoundRect(x1, top, x2 - x1, thickness, 4, 4);
    gc.setStroke(palette.tone(tone));
    gc.setLineWidth(1);
    gc.strokeRoundRect(x1 + 0.5, top + 0.5, Math.max(1, x2 - x1 - 1), thickness - 1, 4, 4);
  }

  private static void dashes(
      GraphicsContext gc, Palette palette, Tone tone, double x1, double x2, double y) {
    gc.setStroke(palette.tone(tone));
    gc.setLineWidth(2);
    gc.setLineDashes(3, 5);
    gc.strokeLine(x1, y + LANE_HEIGHT / 2, x2, y + LANE_HEIGHT / 2);
    gc.setLineDashes();
  }

  private void drawMark(
      GraphicsContext gc, Palette palette, FailoverEventView event, double x, double middle) {
    StatusLook look = ExecutorLook.of(event.kind());
    boolean selected = event.equals(model.selectedProperty().get());
    gc.setFill(palette.editor());
    gc.fillOval(x - MARK / 2 - 1.5, middle - MARK / 2 - 1.5, MARK + 3, MARK + 3);
    if (selected) {
      gc.setStroke(palette.accent());
      gc.setLineWidth(2);
      gc.strokeOval(x - MARK / 2 - 3, middle - MARK / 2 - 3, MARK + 6, MARK + 6);
    }
    GlyphPainter.paint(
        gc, look.glyph(), palette.tone(look.tone()), x - MARK / 2, middle - MARK / 2, MARK);
  }

  private FailoverEventView eventAt(double x, double y) {
    int lane = (int) Math.floor((y - AXIS_HEIGHT + scroll) / LANE_HEIGHT);
    List<Lane> lanes = model.lanesProperty().get();
    if (y < AXIS_HEIGHT || x < LABEL_WIDTH || lane < 0 || lane >= lanes.size()) {
      return null;
    }
    TimeAxis axis = axis();
    FailoverEventView best = null;
    double bestDistance = MARK;
    for (FailoverEventView event : lanes.get(lane).events()) {
      double distance = Math.abs(axis.x(event.at()) - x);
      if (distance < bestDistance) {
        best = event;
        bestDistance = distance;
      }
    }
    return best;
  }

  private void hovered(MouseEvent moved) {
    FailoverEventView event = eventAt(moved.getX(), moved.getY());
    if (event == null) {
      Tooltip.uninstall(this, tip);
      return;
    }
    tip.setText(
        desk.times().full(event.at())
            + "\n"
            + desk.texts().word("failoverKind", event.kind())
            + "  "
            + event.subject()
            + (event.detail() == null || event.detail().isBlank() ? "" : "\n" + event.detail()));
    Tooltip.install(this, tip);
  }

  private void dragged(MouseEvent event) {
    double dx = event.getX() - lastX;
    dragged = dragged || Math.abs(dx) > 3;
    if (dragged) {
      model.pan(-dx / Math.max(1, getWidth() - LABEL_WIDTH));
      lastX = event.getX();
    }
  }

  private void scrolled(ScrollEvent event) {
    if (event.isShortcutDown()) {
      double place = (event.getX() - LABEL_WIDTH) / Math.max(1, getWidth() - LABEL_WIDTH);
      model.zoom(Math.clamp(place, 0, 1), event.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
    } else if (event.isShiftDown() || event.getDeltaX() != 0) {
      double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      model.pan(-by / Math.max(1, getWidth() - LABEL_WIDTH));
    } else {
      double most =
          Math.max(
              0, model.lanesProperty().get().size() * LANE_HEIGHT - (getHeight() - AXIS_HEIGHT));
      scroll = Math.clamp(scroll - event.getDeltaY(), 0, most);
      redraw();
    }
    event.consume();
  }

  private void keyed(KeyEvent event) {
    KeyCode code = event.getCode();
    boolean used = true;
    switch (code) {
      case LEFT -> model.pan(-0.1);
      case RIGHT -> model.pan(0.1);
      case PLUS, ADD, EQUALS -> model.zoom(0.5, ZOOM_STEP);
      case MINUS, SUBTRACT -> model.zoom(0.5, 1 / ZOOM_STEP);
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }
}
