package dev.baton.executor.guard;

/** How a guard knows which processes belong to a tree. */
public enum GuardMode {
  /** A process namespace of its own for each tree; needs the right to make one, usually root. */
  NAMESPACE("namespace", "each task has a process namespace, which the kernel ends as a whole"),

  /** The same, inside a user namespace, so that an ordinary user may make it. */
  USER_NAMESPACE(
      "user-namespace",
      "each task has a process namespace inside a user namespace, which the kernel ends as a whole"),

  /**
   * A marker in the environment that children inherit, looked for in {@code /proc} until none is
   * left. A process that leaves its session <em>and</em> wipes its environment escapes.
   */
  MARKER(
      "marker",
      "processes are found by a marker in their environment; one that wipes its environment and"
          + " leaves its session is not found");

  private final String word;
  private final String description;

  GuardMode(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** As the guard script and the settings spell it. */
  public String word() {
    return word;
  }

  /** For people: what this way does and what it can't do. */
  public String description() {
    return description;
  }
}
