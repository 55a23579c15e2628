package dev.baton.simulation.world;

import java.util.List;

/**
 * A stream of random numbers that depends on the seed and the name of the part that draws, so that
 * one more draw in one part leaves all others as they were. The generator is SplitMix64.
 */
public final class Rand {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  private Rand(long origin) {
    this.origin = origin;
    this.state = origin;
  }

  public static Rand of(long seed) {
    return new Rand(mix(seed + GOLDEN));
  }

  /** The stream of that part; the same however much was drawn from this one. */
  public Rand split(String part) {
    long hash = origin;
    for (int i = 0; i < part.length(); i++) {
      hash = mix(hash + GOLDEN * (part.charAt(i) + 1L));
    }
    return new Rand(hash);
  }

  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) ((nextLong() >>> 33) % bound);
  }

  /** Both ends counted. */
  public long between(long from, long to) {
    return from + (nextLong() >>> 1) % (to - from + 1);
  }

  /** 0.0 to 1.0, the end not counted. */
  public double fraction() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  public boolean chance(double probability) {
    return fraction() < probability;
  }

  public boolean oneIn(int n) {
    return below(n) == 0;
  }

  public <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Mostly short, now and then long: mean {@code mean}, never above {@code max}. */
  public long exponential(long mean, long max) {
    return Math.min(max, (long) (-Math.log(1.0 - fraction()) * mean));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
