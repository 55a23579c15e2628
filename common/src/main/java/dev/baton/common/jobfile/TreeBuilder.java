package dev.baton.common.jobfile;

import dev.baton.common.jobfile.Node.Entry;
import dev.baton.common.jobfile.Node.Mapping;
import dev.baton.common.jobfile.Node.Scalar;
import dev.baton.common.jobfile.Node.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a tree together from a parser's events, under limits on depth and size. An alias shares the
 * node it stands for but counts in full, so a small file cannot stand for a huge one.
 */
final class TreeBuilder {
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Node> anchors = new TreeMap<>();
  private Node root;
  private int nodes;
  private long characters;

  /** The finished tree, or null if there was nothing. */
  Node root() {
    return root;
  }

  boolean isFinished() {
    return root != null && open.isEmpty();
  }

  /**
   * @param anchor null = none
   */
  void begin(boolean mapping, int line, int column, String anchor) throws SyntaxFault {
    if (open.size() >= JobFileLimits.MAX_DEPTH) {
      throw new SyntaxFault(
          line,
          column,
          "lists and mappings stand more than " + JobFileLimits.MAX_DEPTH + " deep in each other",
          "a job file needs five levels at most");
    }
    if (!open.isEmpty() && open.peek().awaitsKey()) {
      throw new SyntaxFault(
          line, column, "the name of a field must be a text", "write 'name: value'");
    }
    open.push(new Open(mapping, line, column, anchor));
  }

  void end() throws SyntaxFault {
    Open closed = open.pop();
    Node node = closed.close();
    count(1, 0, node.line(), node.column());
    add(node, closed.anchor);
  }

  void scalar(Scalar scalar, String anchor) throws SyntaxFault {
    count(1, scalar.text().length(), scalar.line(), scalar.column());
    if (!open.isEmpty() && open.peek().awaitsKey()) {
      open.peek().key = scalar;
    } else {
      add(scalar, anchor);
    }
  }

  void alias(String name, int line, int column) throws SyntaxFault {
    Node target = anchors.get(name);
    if (target == null) {
      throw new SyntaxFault(
          line,
          column,
          "there is no finished anchor '" + name + "' above",
          "put '&" + name + "' before the value that '*" + name + "' stands for");
    }
    if (!open.isEmpty() && open.peek().awaitsKey()) {
      throw new SyntaxFault(
          line, column, "an alias cannot be the name of a field", "write the name out");
    }
    count(target.nodes(), target.characters(), line, column);
    add(target, null);
  }

  private void count(int moreNodes, long moreCharacters, int line, int column) throws SyntaxFault {
    nodes += moreNodes;
    characters += moreCharacters;
    if (nodes > JobFileLimits.MAX_NODES) {
      throw new SyntaxFault(
          line,
          column,
          "the file has more than " + JobFileLimits.MAX_NODES + " values, aliases written out",
          "split the job");
    }
    if (characters > JobFileLimits.MAX_TOTAL_TEXT) {
      throw new SyntaxFault(
          line,
          column,
          "the file's texts, aliases written out, have more than "
              + JobFileLimits.MAX_TOTAL_TEXT
              + " characters",
          "keep long scripts in files that the executors have");
    }
  }

  private void add(Node node, String anchor) {
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    if (open.isEmpty()) {
      root = node;
    } else {
      open.peek().add(node);
    }
  }

  /** A list or mapping whose end has not come yet. */
  private static final class Open {
    private final boolean mapping;
    private final int line;
    private final int column;
    private final String anchor;
    private final List<Node> items = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private int nodes = 1;
    private long characters;
    private Scalar key;

    Open(boolean mapping, int line, int column, String anchor) {
      this.mapping = mapping;
      this.line = line;
      this.column = column;
      this.anchor = anchor;
    }

    boolean awaitsKey() {
      return mapping && key == null;
    }

    void add(Node node) {
      nodes += node.nodes();
      characters += node.characters();
      if (mapping) {
        nodes += key.nodes();
        characters += key.characters();
        entries.add(new Entry(key, node));
        key = null;
      } else {
        items.add(node);
      }
    }

    Node close() {
      return mapping
          ? new Mapping(line, column, List.copyOf(entries), nodes, characters)
          : new Sequence(line, column, List.copyOf(items), nodes, characters);
    }
  }
}
