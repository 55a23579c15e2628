package dev.baton.common.graph;

import dev.baton.common.job.JobSpec;
import dev.baton.common.job.TaskSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which task comes after which. Immutable. Made in time linear in tasks and arrows (but for the
 * look-up of names), so a job of 10,000 tasks costs milliseconds.
 */
public final class TaskGraph {
  private final List<String> names;
  private final Map<String, Integer> indexes;
  private final int[][] upstream;
  private final int[][] downstream;
  private final int[] order;

  private TaskGraph(List<String> names, List<List<String>> after) {
    this.names = List.copyOf(names);
    this.indexes = indexes(names);
    this.upstream = arrows(after);
    this.downstream = reversed();
    this.order = sort();
  }

  /**
   * The graph of a job's tasks.
   *
   * @throws IllegalArgumentException if two tasks have one name, {@code after} names no task, or
   *     there is a cycle; the job file reader reports these with their places
   */
  public static TaskGraph of(JobSpec job) {
    List<String> names = new ArrayList<>();
    List<List<String>> after = new ArrayList<>();
    for (TaskSpec task : job.tasks()) {
      names.add(task.name());
      after.add(task.after());
    }
    return of(names, after);
  }

  /**
   * As the other, from bare names.
   *
   * @param after for each name, in the same order, the names it comes after
   */
  public static TaskGraph of(List<String> names, List<List<String>> after) {
    TaskGraph graph = new TaskGraph(names, after);
    if (graph.order.length < names.size()) {
      throw new IllegalArgumentException(
          "tasks wait for each other: " + String.join(" -> ", graph.findCycle()));
    }
    return graph;
  }

  /**
   * A cycle in run order, {@code a, b, a}: b comes after a, and a after b. Empty if there is none.
   *
   * @param after as for {@link #of(List, List)}, but names that are no task are left out of account
   */
  public static List<String> cycleIn(List<String> names, List<List<String>> after) {
    Map<String, Integer> indexes = indexes(names);
    List<List<String>> known = new ArrayList<>();
    for (List<String> upstream : after) {
      known.add(upstream.stream().filter(indexes::containsKey).toList());
    }
    TaskGraph graph = new TaskGraph(names, known);
    return graph.order.length == names.size() ? List.of() : graph.findCycle();
  }

  /** All tasks, in file order. */
  public List<String> tasks() {
    return names;
  }

  public int size() {
    return names.size();
  }

  public boolean contains(String task) {
    return indexes.containsKey(task);
  }

  /** All tasks, each after all those it comes after. */
  public List<String> order() {
    return names(order);
  }

  /** The tasks that come after none, in file order. */
  public List<String> roots() {
    List<String> roots = new ArrayList<>();
    for (int task = 0; task < names.size(); task++) {
      if (upstream[task].length == 0) {
        roots.add(names.get(task));
      }
    }
    return roots;
  }

  /**
   * The tasks that this one comes after, as its {@code after} lists them.
   *
   * @throws IllegalArgumentException if there is no such task
   */
  public List<String> upstream(String task) {
    return names(upstream[index(task)]);
  }

  /**
   * The tasks that come directly after this one, in file order.
   *
   * @throws IllegalArgumentException if there is no such task
   */
  public List<String> downstream(String task) {
    return names(downstream[index(task)]);
  }

  /**
   * These tasks and all that come after them, directly or not, in file order.
   *
   * @throws IllegalArgumentException if one is no task
   */
  public List<String> withDownstream(Collection<String> tasks) {
    BitSet found = new BitSet(names.size());
    int[] open = new int[names.size()];
    int count = 0;
    for (String task : tasks) {
      int index = index(task);
      if (!found.get(index)) {
        found.set(index);
        open[count++] = index;
      }
    }
    while (count > 0) {
      for (int next : downstream[open[--count]]) {
        if (!found.get(next)) {
          found.set(next);
          open[count++] = next;
        }
      }
    }
    return found.stream().mapToObj(names::get).toList();
  }

  private int index(String task) {
    Integer index = indexes.get(task);
    if (index == null) {
      throw new IllegalArgumentException("the job has no task '" + task + "'");
    }
    return index;
  }

  private List<String> names(int[] indexes) {
    List<String> found = new ArrayList<>(indexes.length);
    for (int index : indexes) {
      found.add(names.get(index));
    }
    return Collections.unmodifiableList(found);
  }

  private static Map<String, Integer> indexes(List<String> names) {
    Map<String, Integer> indexes = new TreeMap<>();
    for (String name : names) {
      if (indexes.put(name, indexes.size()) != null) {
        throw new IllegalArgumentException("two tasks are named '" + name + "'");
      }
    }
    return indexes;
  }

  private int[][] arrows(List<List<String>> after) {
    int[][] found = new int[names.size()][];
    for (int task = 0; task < found.length; task++) {
      List<String> before = after.get(task);
      found[task] = new int[before.size()];
      for (int i = 0; i < before.size(); i++) {
        found[task][i] = index(before.get(i));
      }
    }
    return found;
  }

  private int[][] reversed() {
    int[] counts = new int[names.size()];
    for (int[] before : upstream) {
      for (int task : before) {
        counts[task]++;
      }
    }
    int[][] found = new int[names.size()][];
    for (int task = 0; task < found.length; task++) {
      found[task] = new int[counts[task]];
    }
    for (int task = found.length - 1; task >= 0; task--) {
      for (int before : upstream[task]) {
        found[before][--counts[before]] = task;
      }
    }
    return found;
  }

  /** Shorter than all tasks if there is a cycle. */
  private int[] sort() {
    int[] waitsFor = new int[names.size()];
    int[] ready = new int[names.size()];
    int end = 0;
    for (int task = 0; task < waitsFor.length; task++) {
      waitsFor[task] = upstream[task].length;
      if (waitsFor[task] == 0) {
        ready[end++] = task;
      }
    }
    for (int next = 0; next < end; next++) {
      for (int after : downstream[ready[next]]) {
        if (--waitsFor[after] == 0) {
          ready[end++] = after;
        }
      }
    }
    return Arrays.copyOf(ready, end);
  }

  /**
   * Tasks that the order left out wait for one another: going upstream among them from any of them
   * never ends, so it comes back to a task it has seen.
   */
  private List<String> findCycle() {
    BitSet stuck = new BitSet(names.size());
    stuck.set(0, names.size());
    for (int task : order) {
      stuck.clear(task);
    }
    int[] seenAt = new int[names.size()];
    List<String> path = new ArrayList<>();
    int task = stuck.nextSetBit(0);
    while (seenAt[task] == 0) {
      path.add(names.get(task));
      seenAt[task] = path.size();
      task = firstStuckUpstream(task, stuck);
    }
    List<String> cycle = new ArrayList<>(path.subList(seenAt[task] - 1, path.size()));
    Collections.reverse(cycle);
    cycle.add(0, names.get(task));
    return cycle;
  }

  private int firstStuckUpstream(int task, BitSet stuck) {
    for (int before : upstream[task]) {
      if (stuck.get(before)) {
        return before;
      }
    }
    throw new IllegalStateException(names.get(task) + " waits for nothing and was not ordered");
  }
}
