package dev.baton.desktop.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns from left to right: each task right of all it comes after, order within the columns by
 * the mean place of the neighbours, heights by least squares under that order. Linear in tasks and
 * edges but for the sorting: 5,000 tasks take about a tenth of a second.
 */
public final class LayeredLayout {
  /** Edges over more columns than are left in this budget are drawn straight. */
  static final int MAX_BENDS = 60_000;

  private static final int ORDER_SWEEPS = 8;
  private static final int HEIGHT_SWEEPS = 6;

  private final TaskGraph graph;
  private final int[] column;
  private final List<int[]> edges = new ArrayList<>();

  // Nodes and, after them, bends: the places where a long edge crosses a column.
  private int[][] columns;
  private int[][] left;
  private int[][] right;
  private int[] columnOf;
  private int[] place;
  private double[] middle;
  private int[] firstBend;

  private LayeredLayout(TaskGraph graph) {
    this.graph = graph;
    this.column = longestPaths(graph);
  }

  public static GraphLayout of(TaskGraph graph) {
    LayeredLayout layout = new LayeredLayout(graph);
    layout.addBends();
    layout.order();
    layout.placeHeights();
    return layout.result();
  }

  private static int[] longestPaths(TaskGraph graph) {
    int n = graph.size();
    int[] column = new int[n];
    int[] open = new int[n];
    int[] queue = new int[n];
    int tail = 0;
    for (int i = 0; i < n; i++) {
      open[i] = graph.predecessors(i).length;
      if (open[i] == 0) {
        queue[tail++] = i;
      }
    }
    for (int head = 0; head < tail; head++) {
      for (int next : graph.successors(queue[head])) {
        column[next] = Math.max(column[next], column[queue[head]] + 1);
        if (--open[next] == 0) {
          queue[tail++] = next;
        }
      }
    }
    // A task without predecessors stands right before what needs it, not far to the left.
    for (int i = 0; i < n; i++) {
      if (graph.predecessors(i).length == 0 && graph.successors(i).length > 0) {
        int nearest = Integer.MAX_VALUE;
        for (int next : graph.successors(i)) {
          nearest = Math.min(nearest, column[next]);
        }
        column[i] = nearest - 1;
      }
    }
    return column;
  }

  private void addBends() {
    int n = graph.size();
    int bends = 0;
    List<Integer> firstBends = new ArrayList<>();
    for (int to = 0; to < n; to++) {
      for (int from : graph.predecessors(to)) {
        edges.add(new int[] {from, to});
        int needed = column[to] - column[from] - 1;
        boolean bent = needed > 0 && bends + needed <= MAX_BENDS;
        firstBends.add(bent ? n + bends : -1);
        bends += bent ? needed : 0;
      }
    }
    firstBend = firstBends.stream().mapToInt(Integer::intValue).toArray();
    int all = n + bends;
    columnOf = Arrays.copyOf(column, all);
    link(all);
    int width = n == 0 ? 0 : Arrays.stream(column).max().orElse(0) + 1;
    int[] counts = new int[width];
    for (int each : columnOf) {
      counts[each]++;
    }
    columns = new int[width][];
    for (int c = 0; c < width; c++) {
      columns[c] = new int[counts[c]];
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < all; i++) {
      columns[columnOf[i]][counts[columnOf[i]]++] = i;
    }
  }

  private void link(int all) {
    int[] leftCount = new int[all];
    int[] rightCount = new int[all];
    forEachSegment((a, b) -> {
      rightCount[a]++;
      leftCount[b]++;
    });
    left = new int[all][];
    right = new int[all][];
    for (int i = 0; i < all; i++) {
      left[i] = new int[leftCount[i]];
      right[i] = new int[rightCount[i]];
    }
    forEachSegment((a, b) -> {
      right[a][--rightCount[a]] = b;
      left[b][--leftCount[b]] = a;
    });
  }

  private interface Segment {
    void accept(int from, int to);
  }

  private void forEachSegment(Segment action) {
    for (int e = 0; e < edges.size(); e++) {
      int from = edges.get(e)[0];
      int to = edges.get(e)[1];
      int before = from;
      if (firstBend[e] >= 0) {
        for (int c = column[from] + 1; c < column[to]; c++) {
          int bend = firstBend[e] + c - column[from] - 1;
          columnOf[bend] = c;
          action.accept(before, bend);
          before = bend;
        }
      }
      action.accept(before, to);
    }
  }

  private void order() {
    place = new int[columnOf.length];
    for (int[] each : columns) {
      number(each);
    }
    double[] wish = new double[columnOf.length];
    for (int sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int k = 0; k < columns.length; k++) {
        int c = forward ? k : columns.length - 1 - k;
        sortByNeighbours(columns[c], forward ? left : right, wish);
      }
    }
  }

  private void sortByNeighbours(int[] members, int[][] neighbours, double[] wish) {
    for (int member : members) {
      int[] near = neighbours[member];
      if (near.length == 0) {
        wish[member] = relative(member);
        continue;
      }
      double sum = 0;
      for (int each : near) {
        sum += relative(each);
      }
      wish[member] = sum / near.length;
    }
    long[] keys = new long[members.length];
    for (int i = 0; i < keys.length; i++) {
      // Sorting longs is several times faster than sorting boxed indices by a comparator.
      keys[i] = ((long) (wish[members[i]] * (1 << 30)) << 32) | i;
    }
    Arrays.sort(keys);
    int[] before = members.clone();
    for (int i = 0; i < keys.length; i++) {
      members[i] = before[(int) keys[i]];
    }
    number(members);
  }

  /** From 0 to 1 within its column, so that columns of different length compare. */
  private double relative(int member) {
    return (place[member] + 0.5) / columns[columnOf[member]].length;
  }

  private void number(int[] members) {
    for (int i = 0; i < members.length; i++) {
      place[members[i]] = i;
    }
  }

  private void placeHeights() {
    middle = new double[columnOf.length];
    for (int[] members : columns) {
      double total = 0;
      for (int i = 0; i < members.length; i++) {
        total += i == 0 ? 0 : gap(members[i - 1], members[i]);
        middle[members[i]] = total;
      }
      for (int member : members) {
        middle[member] -= total / 2;
      }
    }
    for (int sweep = 0; sweep < HEIGHT_SWEEPS; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int k = 0; k < columns.length; k++) {
        int c = forward ? k : columns.length - 1 - k;
        settle(columns[c], sweep == HEIGHT_SWEEPS - 1);
      }
    }
  }

  private double gap(int upper, int lower) {
    boolean nodes = upper < graph.size() && lower < graph.size();
    boolean bends = upper >= graph.size() && lower >= graph.size();
    double height = nodes ? GraphLayout.NODE_HEIGHT : bends ? 0 : GraphLayout.NODE_HEIGHT / 2;
    return height + (bends ? GraphLayout.GAP_Y * 0.7 : GraphLayout.GAP_Y);
  }

  /** Moves a column's members as near to their neighbours' mean as their order allows. */
  private void settle(int[] members, boolean last) {
    int n = members.length;
    double[] offset = new double[n];
    double[] sum = new double[n];
    int[] count = new int[n];
    int[] start = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      offset[i] = i == 0 ? 0 : offset[i - 1] + gap(members[i - 1], members[i]);
      sum[blocks] = wish(members[i], last) - offset[i];
      count[blocks] = 1;
      start[blocks] = i;
      blocks++;
      while (blocks > 1
          && sum[blocks - 2] / count[blocks - 2] >= sum[blocks - 1] / count[blocks - 1]) {
        sum[blocks - 2] += sum[blocks - 1];
        count[blocks - 2] += count[blocks - 1];
        blocks--;
      }
    }
    for (int b = 0; b < blocks; b++) {
      int end = b + 1 < blocks ? start[b + 1] : n;
      for (int i = start[b]; i < end; i++) {
        middle[members[i]] = sum[b] / count[b] + offset[i];
      }
    }
  }

  private double wish(int member, boolean last) {
    double sum = 0;
    int weight = 0;
    for (int each : left[member]) {
      sum += middle[each];
      weight++;
    }
    if (!last || weight == 0) {
      for (int each : right[member]) {
        sum += middle[each];
        weight++;
      }
    }
    return weight == 0 ? middle[member] : sum / weight;
  }

  private GraphLayout result() {
    int n = graph.size();
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (double each : middle) {
      top = Math.min(top, each);
      bottom = Math.max(bottom, each);
    }
    top -= GraphLayout.NODE_HEIGHT / 2;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = column[i] * GraphLayout.COLUMN_WIDTH;
      y[i] = Math.rint(middle[i] - GraphLayout.NODE_HEIGHT / 2 - top);
    }
    double[][] routes = new double[edges.size()][];
    for (int e = 0; e < routes.length; e++) {
      int length = firstBend[e] < 0 ? 0 : column[edges.get(e)[1]] - column[edges.get(e)[0]] - 1;
      routes[e] = new double[length];
      for (int k = 0; k < length; k++) {
        routes[e][k] = middle[firstBend[e] + k] - top;
      }
    }
    int[][] nodeColumns = new int[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      nodeColumns[c] = Arrays.stream(columns[c]).filter(each -> each < n).toArray();
    }
    double width = Math.max(0, columns.length * GraphLayout.COLUMN_WIDTH - GraphLayout.GAP_X);
    double height = n == 0 ? 0 : bottom - top + GraphLayout.NODE_HEIGHT / 2;
    return new GraphLayout(
        x, y, column, nodeColumns, edges.toArray(int[][]::new), routes, width, height);
  }
}
