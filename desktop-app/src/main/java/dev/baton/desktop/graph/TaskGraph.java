package dev.baton.desktop.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks by index and the tasks each comes after. Acyclic, for the coordinator accepts no other job;
 * an edge from an unknown task is left out.
 */
public final class TaskGraph {
  private final String[] names;
  private final Map<String, Integer> places;
  private final int[][] predecessors;
  private final int[][] successors;

  private TaskGraph(String[] names, Map<String, Integer> places, int[][] predecessors) {
    this.names = names;
    this.places = places;
    this.predecessors = predecessors;
    this.successors = invert(predecessors);
  }

  /** A task and what it comes after. */
  public record Node(String name, List<String> after) {}

  public static TaskGraph of(List<Node> nodes) {
    Map<String, Integer> places = HashMap.newHashMap(nodes.size());
    String[] names = new String[nodes.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = nodes.get(i).name();
      places.put(names[i], i);
    }
    int[][] predecessors = new int[names.length][];
    for (int i = 0; i < names.length; i++) {
      predecessors[i] =
          nodes.get(i).after().stream().filter(places::containsKey).mapToInt(places::get).toArray();
    }
    return new TaskGraph(names, places, predecessors);
  }

  private static int[][] invert(int[][] predecessors) {
    int[] counts = new int[predecessors.length];
    for (int[] each : predecessors) {
      for (int from : each) {
        counts[from]++;
      }
    }
    int[][] successors = new int[predecessors.length][];
    for (int i = 0; i < counts.length; i++) {
      successors[i] = new int[counts[i]];
    }
    for (int to = predecessors.length - 1; to >= 0; to--) {
      for (int from : predecessors[to]) {
        successors[from][--counts[from]] = to;
      }
    }
    return successors;
  }

  public int size() {
    return names.length;
  }

  public String name(int task) {
    return names[task];
  }

  /** -1 = none of that name. */
  public int indexOf(String name) {
    return places.getOrDefault(name, -1);
  }

  public int[] predecessors(int task) {
    return predecessors[task];
  }

  public int[] successors(int task) {
    return successors[task];
  }
}
