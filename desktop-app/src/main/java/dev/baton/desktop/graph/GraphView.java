package dev.baton.desktop.graph;

import dev.baton.desktop.theme.CanvasPane;
import dev.baton.desktop.theme.Themes;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/** The canvas: mouse and keys change the model, the painter draws it. */
public final class GraphView extends CanvasPane {
  private static final double WHEEL_STEP = 1.15;
  private static final double KEY_STEP = 1.25;

  private final GraphModel model;
  private final Themes themes;
  private final GraphPainter painter;
  private final Tooltip tip = new Tooltip();
  private IntConsumer opened = task -> {};
  private double lastX;
  private double lastY;
  private boolean dragged;

  public GraphView(GraphModel model, Themes themes) {
    super(themes);
    this.model = model;
    this.themes = themes;
    this.painter = new GraphPainter(model);
    getStyleClass().add("graph-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.NODE);
    setMinSize(0, 0);
    model.revisionProperty().subscribe(this::redraw);
    focusedProperty().subscribe(this::redraw);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(released -> setCursor(Cursor.DEFAULT));
    setOnMouseClicked(this::clicked);
    setOnMouseMoved(this::hovered);
    setOnScroll(this::scrolled);
    setOnZoom(zoomed ->
        model
            .viewportProperty()
            .set(
                model
                    .viewportProperty()
                    .get()
                    .zoomed(zoomed.getX(), zoomed.getY(), zoomed.getZoomFactor())));
    setOnKeyPressed(this::keyed);
    tip.setShowDelay(Duration.millis(600));
    model
        .selectedProperty()
        .subscribe(task ->
            setAccessibleText(
                task.intValue() == GraphModel.NONE
                    ? ""
                    : model.graph().name(task.intValue()) + " " + model.detail(task.intValue())));
  }

  /** Called with the task that was double-clicked, or on which Enter was pressed. */
  public void setOnOpened(IntConsumer action) {
    opened = action;
  }

  @Override
  protected void resizedTo(double width, double height) {
    model.sized(width, height);
  }

  @Override
  protected void draw(GraphicsContext gc, double width, double height) {
    painter.paint(gc, themes.palette(), width, height, isFocused());
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    lastX = event.getX();
    lastY = event.getY();
    dragged = false;
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY && event.getButton() != MouseButton.MIDDLE) {
      return;
    }
    dragged = dragged || Math.hypot(event.getX() - lastX, event.getY() - lastY) > 3;
    if (dragged) {
      setCursor(Cursor.CLOSED_HAND);
      model
          .viewportProperty()
          .set(model.viewportProperty().get().panned(event.getX() - lastX, event.getY() - lastY));
      lastX = event.getX();
      lastY = event.getY();
    }
  }

  private void clicked(MouseEvent event) {
    if (dragged) {
      return;
    }
    int task = model.hit(event.getX(), event.getY());
    model.selectedProperty().set(task);
    if (task != GraphModel.NONE
        && event.getButton() == MouseButton.PRIMARY
        && event.getClickCount() == 2) {
      opened.accept(task);
    }
  }

  private void hovered(MouseEvent event) {
    int task = model.hit(event.getX(), event.getY());
    if (task == GraphModel.NONE) {
      Tooltip.uninstall(this, tip);
      return;
    }
    String detail = model.detail(task);
    tip.setText(model.graph().name(task) + (detail.isEmpty() ? "" : "\n" + detail));
    Tooltip.install(this, tip);
  }

  private void scrolled(ScrollEvent event) {
    if (event.isControlDown() || event.isMetaDown()) {
      double factor = event.getDeltaY() > 0 ? WHEEL_STEP : 1 / WHEEL_STEP;
      model
          .viewportProperty()
          .set(model.viewportProperty().get().zoomed(event.getX(), event.getY(), factor));
    } else {
      model
          .viewportProperty()
          .set(model.viewportProperty().get().panned(event.getDeltaX(), event.getDeltaY()));
    }
    event.consume();
  }

  private void keyed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    KeyCode code = event.getCode();
    boolean used = true;
    switch (code) {
      case LEFT -> model.move(GraphModel.Direction.LEFT);
      case RIGHT -> model.move(GraphModel.Direction.RIGHT);
      case UP -> model.move(GraphModel.Direction.UP);
      case DOWN -> model.move(GraphModel.Direction.DOWN);
      case PLUS, ADD, EQUALS -> model.zoom(KEY_STEP);
      case MINUS, SUBTRACT -> model.zoom(1 / KEY_STEP);
      case DIGIT0, NUMPAD0, HOME -> model.fit();
      case ENTER -> {
        if (model.selectedProperty().get() != GraphModel.NONE) {
          opened.accept(model.selectedProperty().get());
        }
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }
}
