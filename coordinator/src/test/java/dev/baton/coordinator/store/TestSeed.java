package dev.baton.coordinator.store;

/**
 * The seed of a random test: the same in each build, so that a failure is one of the change that
 * shows it. {@code -Dbaton.test.seed=N} tries another.
 */
public final class TestSeed {
  private static final long USUAL = 20_260_105;

  private TestSeed() {}

  /** Says which it is, so that a failure can be had again. */
  public static long take() {
    long seed = Long.getLong("baton.test.seed", USUAL);
    System.out.println("seed " + seed + " (-Dbaton.test.seed)");
    return seed;
  }
}
