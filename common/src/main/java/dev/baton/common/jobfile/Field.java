package dev.baton.common.jobfile;

/**
 * A value and how it is reached from the top of the file.
 *
 * @param path for example {@code tasks[1].after[0]}; empty for the top
 * @param name the last part of the path
 */
record Field(Node node, String path, String name) {
  private static final int MAX_NAME_SHOWN = 60;

  static Field top(Node root) {
    return new Field(root, "", "the file");
  }

  Field item(Node item, int index) {
    String place = "[" + index + "]";
    return new Field(item, path + place, name + place);
  }

  Field entry(Node value, String entryName) {
    String shown =
        entryName.length() <= MAX_NAME_SHOWN
            ? entryName
            : entryName.substring(0, MAX_NAME_SHOWN) + "…";
    return new Field(value, path.isEmpty() ? shown : path + "." + shown, shown);
  }
}
