package dev.baton.desktop.graph;

import dev.baton.desktop.theme.StatusLook;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the canvas shows: graph, layout, how each task stands, selection, viewport, search. */
public final class GraphModel {
  /** Nothing selected. */
  public static final int NONE = -1;

  /** Where an arrow key goes. */
  public enum Direction {
    LEFT,
    RIGHT,
    UP,
    DOWN
  }

  private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
  private final ObjectProperty<Viewport> viewport =
      new SimpleObjectProperty<>(this, "viewport", Viewport.START);
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
  private TaskGraph graph = TaskGraph.of(List.of());
  private GraphLayout layout = LayeredLayout.of(graph);
  private StatusLook[] looks = new StatusLook[0];
  private String[] details = new String[0];
  private boolean[] faded = new boolean[0];
  private boolean[] found = new boolean[0];
  private int foundCount;
  private double screenWidth;
  private double screenHeight;

  /** What was fitted last; a viewport that is still that one follows the size of the canvas. */
  private Viewport fitted;

  public GraphModel() {
    selected.subscribe(this::changed);
    viewport.subscribe(this::changed);
  }

  /** Index of the selected task, or {@link #NONE}. */
  public IntegerProperty selectedProperty() {
    return selected;
  }

  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** Grows with each change that has to be drawn. */
  public ReadOnlyLongProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  public TaskGraph graph() {
    return graph;
  }

  public GraphLayout layout() {
    return layout;
  }

  /** Null = the task has no status, as in a job's definition. */
  public StatusLook look(int task) {
    return looks[task];
  }

  /** The second line of the node. */
  public String detail(int task) {
    return details[task];
  }

  /** Whether the task is outside of what the picture is about, and drawn faintly. */
  public boolean isFaded(int task) {
    return faded[task];
  }

  public boolean isFound(int task) {
    return found[task];
  }

  /** Shows another graph, laid out by {@link LayeredLayout} beforehand; keeps the selection. */
  public void show(TaskGraph nextGraph, GraphLayout nextLayout) {
    String kept = selected.get() == NONE ? null : graph.name(selected.get());
    graph = nextGraph;
    layout = nextLayout;
    looks = new StatusLook[graph.size()];
    details = new String[graph.size()];
    Arrays.fill(details, "");
    faded = new boolean[graph.size()];
    found = new boolean[graph.size()];
    foundCount = 0;
    selected.set(kept == null ? NONE : graph.indexOf(kept));
    fit();
    changed();
  }

  public void showTask(int task, StatusLook look, String detail) {
    if (!detail.equals(details[task]) || !Objects.equals(look, looks[task])) {
      looks[task] = look;
      details[task] = detail;
      changed();
    }
  }

  public void fade(int task, boolean fadedNow) {
    faded[task] = fadedNow;
    changed();
  }

  /** The canvas has that size now. */
  public void sized(double width, double height) {
    boolean untouched = viewport.get().equals(fitted);
    screenWidth = width;
    screenHeight = height;
    if (untouched) {
      fit();
    }
  }

  /** Shows all of the graph, also when the canvas changes its size, until somebody moves it. */
  public void fit() {
    fitted = Viewport.fitting(layout, screenWidth, screenHeight);
    viewport.set(fitted);
  }

  /** Zooms around the middle of the screen. */
  public void zoom(double factor) {
    viewport.set(viewport.get().zoomed(screenWidth / 2, screenHeight / 2, factor));
  }

  /** The task under that point of the screen, or {@link #NONE}. */
  public int hit(double screenX, double screenY) {
    double x = viewport.get().toLayoutX(screenX);
    double y = viewport.get().toLayoutY(screenY);
    int column = (int) Math.floor(x / GraphLayout.COLUMN_WIDTH);
    if (column < 0
        || column >= layout.columns().length
        || x - column * GraphLayout.COLUMN_WIDTH > GraphLayout.NODE_WIDTH) {
      return NONE;
    }
    int[] members = layout.columns()[column];
    int candidate = members.length == 0 ? NONE : members[firstBelow(members, y)];
    boolean inside =
        candidate != NONE
            && layout.y()[candidate] <= y
            && y <= layout.y()[candidate] + GraphLayout.NODE_HEIGHT;
    return inside ? candidate : NONE;
  }

  /** Place of the first member of a column whose lower edge is at or below {@code y}. */
  int firstBelow(int[] members, double y) {
    int low = 0;
    int high = members.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (layout.y()[members[middle]] + GraphLayout.NODE_HEIGHT < y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Selects a task and brings it on the screen. */
  public void select(int task) {
    selected.set(task);
    if (task != NONE) {
      viewport.set(viewport.get().revealing(layout, task, screenWidth, screenHeight));
    }
  }

  /** Moves the selection: along edges to the sides, within the column up and down. */
  public void move(Direction direction) {
    if (graph.size() == 0) {
      return;
    }
    int now = selected.get();
    if (now == NONE) {
      select(layout.columns()[0][0]);
      return;
    }
    int next =
        switch (direction) {
          case LEFT -> nearest(now, graph.predecessors(now));
          case RIGHT -> nearest(now, graph.successors(now));
          case UP -> neighbour(now, -1);
          case DOWN -> neighbour(now, 1);
        };
    if (next != NONE) {
      select(next);
    }
  }

  private int nearest(int from, int[] candidates) {
    int best = NONE;
    for (int each : candidates) {
      if (best == NONE
          || Math.abs(layout.y()[each] - layout.y()[from])
              < Math.abs(layout.y()[best] - layout.y()[from])) {
        best = each;
      }
    }
    return best;
  }

  private int neighbour(int task, int step) {
    int[] members = layout.columns()[layout.column()[task]];
    for (int i = 0; i < members.length; i++) {
      if (members[i] == task) {
        int place = i + step;
        return place < 0 || place >= members.length ? NONE : members[place];
      }
    }
    return NONE;
  }

  /** Marks the tasks whose name contains the text; selects the first. Returns how many. */
  public int search(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    foundCount = 0;
    int first = NONE;
    for (int i = 0; i < found.length; i++) {
      found[i] = !wanted.isEmpty() && graph.name(i).toLowerCase(Locale.ROOT).contains(wanted);
      if (found[i]) {
        foundCount++;
        first = first == NONE ? i : first;
      }
    }
    if (first != NONE) {
      select(first);
    }
    changed();
    return foundCount;
  }

  /** Selects the next task that was found, in order of the definition, round and round. */
  public void nextFound(boolean forward) {
    if (foundCount == 0) {
      return;
    }
    int at = selected.get() == NONE ? 0 : selected.get();
    do {
      at = Math.floorMod(at + (forward ? 1 : -1), found.length);
    } while (!found[at]);
    select(at);
  }

  private void changed() {
    revision.set(revision.get() + 1);
  }
}
