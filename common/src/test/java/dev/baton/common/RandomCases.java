package dev.baton.common;

import java.util.Random;

/**
 * The random source of a property test. Prints its seed; {@code -Dbaton.test.seed=N} replays it,
 * {@code -Dbaton.test.times=10} runs ten times as many cases.
 */
public final class RandomCases {
  private final long seed;
  private final Random random;
  private final int count;

  /**
   * @param count cases in the ordinary gate
   */
  public RandomCases(Class<?> test, int count) {
    this.seed = Long.getLong("baton.test.seed", new Random().nextLong());
    this.random = new Random(seed);
    this.count = count * Integer.getInteger("baton.test.times", 1);
    System.out.println(test.getSimpleName() + ": seed " + seed + ", " + this.count + " cases");
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
