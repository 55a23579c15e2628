package dev.baton.common.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the words that a mistyped word was probably meant to be. */
public final class Nearest {
  /** Longer words are not compared: the cost grows with the product of the lengths. */
  private static final int MAX_LENGTH = 64;

  private Nearest() {}

  /**
   * The candidates nearest to the word, best first; of equally near ones the first in the
   * collection's order. Empty when nothing is near.
   *
   * @param max how many at most
   */
  public static List<String> to(String word, Collection<String> candidates, int max) {
    List<Scored> near = new ArrayList<>();
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance <= allowed(word, candidate)) {
        near.add(new Scored(candidate, distance));
      }
    }
    near.sort((a, b) -> Integer.compare(a.distance, b.distance));
    return near.stream().limit(max).map(Scored::candidate).toList();
  }

  /** The nearest candidate, or null when nothing is near. */
  public static String to(String word, Collection<String> candidates) {
    List<String> near = to(word, candidates, 1);
    return near.isEmpty() ? null : near.get(0);
  }

  /**
   * How many single letters must be put in, left out, changed or swapped with their neighbour to
   * turn one word into the other, whatever their case. {@link Integer#MAX_VALUE} for words that are
   * too long to be a slip.
   */
  public static int distance(String one, String other) {
    if (one.length() > MAX_LENGTH || other.length() > MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static int allowed(String word, String candidate) {
    int shorter = Math.min(word.length(), candidate.length());
    return shorter <= 3 ? 1 : shorter <= 6 ? 2 : 3;
  }

  private record Scored(String candidate, int distance) {}
}
