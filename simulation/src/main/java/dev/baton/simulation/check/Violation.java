package dev.baton.simulation.check;

/** A promise was broken. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String checker;

  public Violation(String checker, String what) {
    super(checker + ": " + what);
    this.checker = checker;
  }

  /** The checker that found it. */
  public String checker() {
    return checker;
  }
}
