package dev.baton.executor.guard;

/**
 * What a guard says of a tree that is gone.
 *
 * @param exitCode of the task's first process, 128 + n if signal n ended it; null if it had none,
 *     because it was ended by force or could not be started
 * @param trouble what kept the guard from starting the task; empty if nothing did
 */
public record GuardEnd(Why why, Integer exitCode, String trouble) {
  /** Who asked for the end. */
  public enum Why {
    /** Nobody: the task's first process ended by itself. */
    EXIT("exit"),
    /** The executor, by command. */
    COMMAND("command"),
    /** The lease was over. */
    LEASE("lease"),
    /** The executor was gone. */
    EXECUTOR("executor"),
    /** The guard itself was killed; its helper or the executor ended the tree. */
    GUARD_KILLED("guard");

    private final String word;

    Why(String word) {
      this.word = word;
    }
  }

  /** Reads the file {@code end}: {@code why code}, code {@code -} if there was none. */
  static GuardEnd parse(String text, String trouble) {
    String[] parts = text.strip().split(" ");
    Integer code = parts.length < 2 || parts[1].equals("-") ? null : Integer.valueOf(parts[1]);
    for (Why why : Why.values()) {
      if (why.word.equals(parts[0])) {
        return new GuardEnd(why, code, why == Why.EXIT && code == null ? trouble : "");
      }
    }
    throw new IllegalStateException("a guard wrote an end that is not known: '" + text + "'");
  }
}
