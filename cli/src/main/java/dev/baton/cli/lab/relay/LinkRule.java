package dev.baton.cli.lab.relay;

import java.util.Locale;

/**
 * What is done to connections between two members, as one line of a rule file: {@code CALLER TARGET
 * EFFECT [MS]}.
 *
 * @param caller who dialled: a member's name, or {@code *}
 * @param target who was dialled: a member's name, or {@code *}
 * @param delayMs for DELAY, each way
 */
public record LinkRule(String caller, String target, Effect effect, long delayMs) {
  /** For any member. */
  public static final String ANY = "*";

  /** Longest delay that a rule may ask for, in milliseconds. */
  public static final long MAX_DELAY_MS = 60_000;

  /** What happens while the rule stands. */
  public enum Effect {
    /** Nothing passes; what was said arrives when the rule is gone. New connections wait. */
    CUT,
    /** The same, for what the caller says. */
    CUT_TO_TARGET,
    /** The same, for what the target says. */
    CUT_TO_CALLER,
    /** The target's end is closed, the caller's stays open and silent until the rule is gone. */
    HALF_OPEN,
    /** Connections are closed, and new ones at once again. */
    RESET,
    /** Everything arrives later. */
    DELAY,
    /**
     * What the target says is thrown away: requests are carried out and their answers lost. A
     * connection that has lost something is closed when the rule is gone.
     */
    LOSE_ANSWERS
  }

  public LinkRule {
    if (caller.isBlank() || target.isBlank()) {
      throw new IllegalArgumentException("a rule names a caller and a target, or *");
    }
    if (delayMs < 0 || delayMs > MAX_DELAY_MS) {
      throw new IllegalArgumentException("a delay has 0 to " + MAX_DELAY_MS + " ms");
    }
  }

  public LinkRule(String caller, String target, Effect effect) {
    this(caller, target, effect, 0);
  }

  static LinkRule parse(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 3 || words.length > 4) {
      throw new IllegalArgumentException("no rule: " + line);
    }
    return new LinkRule(
        words[0],
        words[1],
        Effect.valueOf(words[2].toUpperCase(Locale.ROOT)),
        words.length == 4 ? Long.parseLong(words[3]) : 0);
  }

  /** The line of a rule file. */
  public String line() {
    return caller + " " + target + " " + effect + " " + delayMs;
  }

  boolean concerns(String from, String to) {
    return (caller.equals(ANY) || caller.equals(from)) && (target.equals(ANY) || target.equals(to));
  }
}
