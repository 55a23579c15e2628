package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A seeded order of faults in which each kind comes as often as every other: a deck that is
 * shuffled anew when it is used up. The same seed gives the same order.
 */
final class FaultDeck {
  private final List<FaultKind> kinds;
  private final Random random;
  private final long longestMs;
  private final ArrayDeque<FaultKind> left = new ArrayDeque<>();

  /**
   * A fault to be put on.
   *
   * @param heldMs how long
   * @param pick chooses its target
   */
  record Card(FaultKind kind, long heldMs, long pick) {}

  /**
   * @param longestMs no fault is held longer, unless its kind asks for more at least
   */
  FaultDeck(List<FaultKind> kinds, long seed, long longestMs) {
    this.kinds = List.copyOf(kinds);
    this.random = new Random(seed);
    this.longestMs = longestMs;
  }

  Card next() {
    if (left.isEmpty()) {
      List<FaultKind> shuffled = new ArrayList<>(kinds);
      Collections.shuffle(shuffled, random);
      left.addAll(shuffled);
    }
    FaultKind kind = left.pollFirst();
    // Squared: most are held shortly, and some as long as the kind allows.
    double part = random.nextDouble();
    long most = Math.max(kind.leastMs(), Math.min(kind.mostMs(), longestMs));
    long heldMs = kind.leastMs() + Math.round((most - kind.leastMs()) * part * part);
    return new Card(kind, heldMs, random.nextLong());
  }

  long pauseMs(long leastMs, long mostMs) {
    return leastMs + random.nextLong(mostMs - leastMs);
  }
}
