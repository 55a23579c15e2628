package dev.baton.common.jobfile;

import java.util.List;

/** A value in a job file, and where it stands: line and column from 1. */
sealed interface Node {
  int line();

  int column();

  /** Values in it and itself, with aliases written out. */
  int nodes();

  /** Characters of all texts in it, with aliases written out. */
  long characters();

  /** What it is, for people. */
  String kind();

  /**
   * A text, number or word.
   *
   * @param isNull whether it was written as nothing: empty, {@code null} or {@code ~}
   * @param firstColumn column of the text's first character, where the text stands in the file as
   *     it is; 0 where it does not, because of escapes or line breaks
   */
  record Scalar(int line, int column, String text, boolean isNull, int firstColumn)
      implements Node {
    @Override
    public int nodes() {
      return 1;
    }

    @Override
    public long characters() {
      return text.length();
    }

    @Override
    public String kind() {
      return isNull ? "empty" : "a text";
    }
  }

  /** Values in a row. */
  record Sequence(int line, int column, List<Node> items, int nodes, long characters)
      implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Values with names; a name may stand there more than once. */
  record Mapping(int line, int column, List<Entry> entries, int nodes, long characters)
      implements Node {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A name and its value. */
  record Entry(Scalar key, Node value) {}
}
