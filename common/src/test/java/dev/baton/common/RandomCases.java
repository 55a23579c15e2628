package dev.baton.common;

import java.util.Random;

/**
 * The random source of a property test. Each test has a seed of its own that stays the same, so
 * that the gate says the same of the same code; {@code -Dbaton.test.seed=N} takes another, {@code
 * -Dbaton.test.seed=new} one that was never tried, and {@code -Dbaton.test.times=10} runs ten times
 * as many cases. Prints its seed.
 */
public final class RandomCases {
  private final long seed;
  private final Random random;
  private final int count;

  /**
   * @param count cases in the ordinary gate
   */
  public RandomCases(Class<?> test, int count) {
    this.seed = seed(test);
    this.random = new Random(seed);
    this.count = count * Integer.getInteger("baton.test.times", 1);
    System.out.println(test.getSimpleName() + ": seed " + seed + ", " + this.count + " cases");
  }

  private static long seed(Class<?> test) {
    String wish = System.getProperty("baton.test.seed", "");
    return switch (wish) {
      case "" -> test.getName().hashCode();
      case "new" -> new Random().nextLong();
      default -> Long.parseLong(wish);
    };
  }

  public int count() {
    return count;
  }

  public Random random() {
    return random;
  }

  /** For the message of a failure. */
  public String name(int i) {
    return "seed " + seed + ", case " + i;
  }
}
