package dev.baton.desktop.graph;

import dev.baton.desktop.theme.Fonts;
import dev.baton.desktop.theme.GlyphPainter;
import dev.baton.desktop.theme.Palette;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.TextFit;
import dev.baton.desktop.theme.Tone;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/**
 * Draws the visible part of a graph. Far out, nodes become blocks in the colour of their status and
 * edges thin lines; texts and shapes appear as soon as they can be read.
 */
final class GraphPainter {
  private static final double BLOCKS_BELOW = 0.3;
  private static final double NAMES_ONLY_BELOW = 0.68;
  private static final double NO_EDGES_BELOW = 0.035;
  private static final double RADIUS = 7;
  private static final double GLYPH = 15;
  private static final double INSET = 10;
  private static final double NAME_SIZE = 13;
  private static final double DETAIL_SIZE = 11.5;

  /** On the screen; zoomed out, names grow within their nodes to stay at it. */
  private static final double LEAST_NAME_SIZE = 10;

  private static final double FADED = 0.35;

  private final TextFit details =
      new TextFit(Fonts.sans(DETAIL_SIZE), GraphLayout.NODE_WIDTH - 2 * INSET - GLYPH - 8);

  private final GraphModel model;
  private TextFit names;
  private double glyph;
  private double textLeft;
  private GraphicsContext gc;
  private Palette palette;
  private Viewport view;
  private double right;
  private double bottom;

  GraphPainter(GraphModel model) {
    this.model = model;
  }

  void paint(GraphicsContext context, Palette colours, double width, double height, boolean focus) {
    gc = context;
    palette = colours;
    view = model.viewportProperty().get();
    chooseSizes();
    right = view.toLayoutX(width);
    bottom = view.toLayoutY(height);
    gc.setTransform(1, 0, 0, 1, 0, 0);
    gc.setGlobalAlpha(1);
    gc.setFill(palette.editor());
    gc.fillRect(0, 0, width, height);
    gc.setTransform(
        view.scale(), 0, 0, view.scale(), -view.left() * view.scale(), -view.top() * view.scale());
    if (view.scale() >= NO_EDGES_BELOW) {
      paintEdges();
    }
    paintNodes(focus);
    gc.setTransform(1, 0, 0, 1, 0, 0);
  }

  private void chooseSizes() {
    double size = Math.rint(Math.max(NAME_SIZE, LEAST_NAME_SIZE / view.scale()) * 2) / 2;
    glyph = GLYPH * size / NAME_SIZE;
    textLeft = INSET + glyph + 8 * size / NAME_SIZE;
    if (names == null || names.font().getSize() != size) {
      names = new TextFit(Fonts.strong(size), GraphLayout.NODE_WIDTH - textLeft - INSET);
    }
  }

  private void paintEdges() {
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineWidth(Math.max(1.2, 0.7 / view.scale()));
    gc.setStroke(palette.borderStrong());
    gc.setFill(palette.borderStrong());
    gc.setGlobalAlpha(view.scale() < 0.15 ? 0.5 : 1);
    int selected = model.selectedProperty().get();
    int[][] edges = model.layout().edges();
    for (int e = 0; e < edges.length; e++) {
      if (edges[e][0] != selected && edges[e][1] != selected && isEdgeVisible(e)) {
        paintEdge(e);
      }
    }
    gc.setGlobalAlpha(1);
    if (selected == GraphModel.NONE) {
      return;
    }
    gc.setStroke(palette.accentText());
    gc.setFill(palette.accentText());
    gc.setLineWidth(Math.max(1.8, 1.2 / view.scale()));
    for (int e = 0; e < edges.length; e++) {
      if ((edges[e][0] == selected || edges[e][1] == selected) && isEdgeVisible(e)) {
        paintEdge(e);
      }
    }
  }

  private boolean isEdgeVisible(int e) {
    GraphLayout layout = model.layout();
    int from = layout.edges()[e][0];
    int to = layout.edges()[e][1];
    double x1 = layout.x()[from] + GraphLayout.NODE_WIDTH;
    double x2 = layout.x()[to];
    if (x2 < view.left() || x1 > right) {
      return false;
    }
    double low = Math.min(layout.y()[from], layout.y()[to]);
    double high = Math.max(layout.y()[from], layout.y()[to]) + GraphLayout.NODE_HEIGHT;
    for (double y : layout.routes()[e]) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    return low <= bottom && high >= view.top();
  }

  private void paintEdge(int e) {
    GraphLayout layout = model.layout();
    int from = layout.edges()[e][0];
    int to = layout.edges()[e][1];
    double x = layout.x()[from] + GraphLayout.NODE_WIDTH;
    double y = layout.y()[from] + GraphLayout.NODE_HEIGHT / 2;
    double endX = layout.x()[to];
    double endY = layout.y()[to] + GraphLayout.NODE_HEIGHT / 2;
    double[] route = layout.routes()[e];
    if (view.scale() < BLOCKS_BELOW / 2 && route.length == 0) {
      gc.strokeLine(x, y, endX, endY);
      return;
    }
    gc.beginPath();
    gc.moveTo(x, y);
    for (int k = 0; k < route.length; k++) {
      double bendX = (layout.column()[from] + 1 + k) * GraphLayout.COLUMN_WIDTH;
      curve(x, y, bendX, route[k]);
      x = bendX + GraphLayout.NODE_WIDTH;
      y = route[k];
      gc.lineTo(x, y);
    }
    boolean arrow = view.scale() >= BLOCKS_BELOW;
    curve(x, y, arrow ? endX - 5 : endX, endY);
    gc.stroke();
    if (arrow) {
      gc.fillPolygon(
          new double[] {endX - 7.5, endX - 0.5, endX - 7.5},
          new double[] {endY - 3.6, endY, endY + 3.6},
          3);
    }
  }

  private void curve(double x1, double y1, double x2, double y2) {
    double bend = Math.max(18, (x2 - x1) / 2);
    gc.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
  }

  private void paintNodes(boolean focus) {
    GraphLayout layout = model.layout();
    int firstColumn = Math.max(0, (int) Math.floor(view.left() / GraphLayout.COLUMN_WIDTH));
    int lastColumn =
        Math.min(layout.columns().length - 1, (int) Math.floor(right / GraphLayout.COLUMN_WIDTH));
    for (int c = firstColumn; c <= lastColumn; c++) {
      int[] members = layout.columns()[c];
      if (members.length == 0) {
        continue;
      }
      for (int i = model.firstBelow(members, view.top()); i < members.length; i++) {
        int task = members[i];
        if (layout.y()[task] > bottom) {
          break;
        }
        gc.setGlobalAlpha(model.isFaded(task) ? FADED : 1);
        paintNode(task, layout.x()[task], layout.y()[task], focus);
      }
    }
    gc.setGlobalAlpha(1);
  }

  private void paintNode(int task, double x, double y, boolean focus) {
    double w = GraphLayout.NODE_WIDTH;
    double h = GraphLayout.NODE_HEIGHT;
    StatusLook look = model.look(task);
    boolean selected = model.selectedProperty().get() == task;
    if (view.scale() < BLOCKS_BELOW) {
      gc.setFill(blockColour(task, look));
      gc.fillRect(x, y, w, h);
      if (selected) {
        ring(x, y, w, h, focus);
      }
      return;
    }
    gc.setFill(ground(task, look));
    gc.fillRoundRect(x, y, w, h, 2 * RADIUS, 2 * RADIUS);
    gc.setLineWidth(1);
    gc.setStroke(isLoud(look) ? palette.tone(look.tone()) : palette.borderStrong());
    gc.strokeRoundRect(x + 0.5, y + 0.5, w - 1, h - 1, 2 * RADIUS - 1, 2 * RADIUS - 1);
    if (selected) {
      ring(x, y, w, h, focus);
    }
    paintText(task, look, x, y);
  }

  private void paintText(int task, StatusLook look, double x, double y) {
    double h = GraphLayout.NODE_HEIGHT;
    double left = x + INSET + 2;
    if (look != null) {
      GlyphPainter.paint(
          gc, look.glyph(), palette.tone(look.tone()), x + INSET, y + (h - glyph) / 2, glyph);
      left = x + textLeft;
    }
    String detail = model.detail(task);
    boolean twoLines = view.scale() >= NAMES_ONLY_BELOW && !detail.isEmpty();
    gc.setTextBaseline(VPos.CENTER);
    gc.setFont(names.font());
    gc.setFill(palette.text());
    gc.fillText(names.fit(model.graph().name(task)), left, y + (twoLines ? h / 2 - 8 : h / 2));
    if (twoLines) {
      gc.setFont(details.font());
      gc.setFill(palette.textMuted());
      gc.fillText(details.fit(detail), left, y + h / 2 + 9);
    }
  }

  private void ring(double x, double y, double w, double h, boolean focus) {
    gc.setLineWidth(Math.max(2, 2 / view.scale()));
    gc.setStroke(focus ? palette.accent() : palette.accentText());
    double out = 2 / Math.min(1, view.scale());
    gc.strokeRoundRect(x - out, y - out, w + 2 * out, h + 2 * out, 2 * RADIUS + 4, 2 * RADIUS + 4);
  }

  private Color blockColour(int task, StatusLook look) {
    if (model.isFound(task)) {
      return palette.searchHit();
    }
    if (look == null) {
      return palette.borderStrong();
    }
    return look.tone() == Tone.NEUTRAL ? palette.borderStrong() : palette.tone(look.tone());
  }

  private Color ground(int task, StatusLook look) {
    if (model.isFound(task)) {
      return palette.searchHit();
    }
    return isLoud(look) ? palette.soft(look.tone()) : palette.panel();
  }

  /** What needs an eye stands out; what is done or waits stays calm. */
  private static boolean isLoud(StatusLook look) {
    return look != null
        && switch (look.tone()) {
          case RUNNING, FAILURE, WARNING, HELD -> true;
          case SUCCESS, NEUTRAL -> false;
        };
  }
}
