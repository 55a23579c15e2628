package dev.baton.common.id;

import java.util.regex.Pattern;

/** The one rule for names that people give: what they may hold and how long they may be. */
public final class Names {
  /** Longest name of a namespace, job, task, schedule, group, label or executor, in characters. */
  public static final int MAX_LENGTH = 128;

  /** Letters of any script, digits, and {@code . _ -}; starts with a letter or a digit. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]*");

  private Names() {}

  /**
   * Returns the name itself.
   *
   * @throws IllegalArgumentException with a message for the user, naming {@code what}
   */
  public static String check(String what, String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + shorten(name)
              + "' is not a name: use 1 to "
              + MAX_LENGTH
              + " letters, digits, '.', '_' or '-', starting with a letter or a digit");
    }
    return name;
  }

  /** Whether {@link #check} would accept the name. */
  public static boolean isValid(String name) {
    return name != null && name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
  }

  private static String shorten(String name) {
    return name == null || name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
