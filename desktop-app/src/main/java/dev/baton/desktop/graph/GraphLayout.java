package dev.baton.desktop.graph;

/**
 * Where nodes and edges are drawn, in pixels at zoom 1. Arrays are not copied; nobody changes them.
 *
 * @param x left edge of each node
 * @param y top edge of each node
 * @param column column of each node, from the left
 * @param columns nodes of each column, from top to bottom
 * @param edges for each edge: from, to
 * @param routes for each edge: y of its middle in each column between its ends, from left to right
 */
public record GraphLayout(
    double[] x,
    double[] y,
    int[] column,
    int[][] columns,
    int[][] edges,
    double[][] routes,
    double width,
    double height) {
  public static final double NODE_WIDTH = 168;
  public static final double NODE_HEIGHT = 46;
  public static final double GAP_X = 44;
  public static final double GAP_Y = 14;
  public static final double COLUMN_WIDTH = NODE_WIDTH + GAP_X;
}
