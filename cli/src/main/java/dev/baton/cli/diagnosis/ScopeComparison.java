package dev.baton.cli.diagnosis;

import dev.baton.common.api.AttemptRef;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scope that an incident names against what was really affected.
 *
 * @param missing affected, and the incident does not know
 * @param strange the incident names it, and it was not affected
 */
record ScopeComparison(boolean sameSubject, List<AttemptRef> missing, List<AttemptRef> strange) {
  private static final int MAX_WORDED = 6;
  private static final Comparator<AttemptRef> ORDER =
      Comparator.comparingLong(AttemptRef::run)
          .thenComparing(AttemptRef::task)
          .thenComparingInt(AttemptRef::attempt);

  /**
   * @param affected attempts that began and never came to their own end
   * @param touched what the incident names
   */
  static ScopeComparison of(
      String trueSubject, String subject, Set<AttemptRef> affected, Set<AttemptRef> touched) {
    TreeSet<AttemptRef> missing = new TreeSet<>(ORDER);
    missing.addAll(affected);
    missing.removeAll(touched);
    TreeSet<AttemptRef> strange = new TreeSet<>(ORDER);
    strange.addAll(touched);
    strange.removeAll(affected);
    return new ScopeComparison(
        trueSubject.equals(subject), List.copyOf(missing), List.copyOf(strange));
  }

  boolean isExact() {
    return sameSubject && missing.isEmpty() && strange.isEmpty();
  }

  /** One line for people. */
  String words() {
    if (isExact()) {
      return "exact";
    }
    return (sameSubject ? "" : "another subject; ")
        + "not named: "
        + words(missing)
        + "; named and not affected: "
        + words(strange);
  }

  private static String words(List<AttemptRef> attempts) {
    List<String> some =
        attempts.stream()
            .limit(MAX_WORDED)
            .map(at -> at.run() + "/" + at.task() + "/" + at.attempt())
            .toList();
    return some.isEmpty()
        ? "none"
        : String.join(" ", some) + (attempts.size() > MAX_WORDED ? " …" : "");
  }
}
