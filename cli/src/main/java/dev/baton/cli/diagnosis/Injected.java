package dev.baton.cli.diagnosis;

import java.util.List;

/**
 * A fault that stands.
 *
 * @param target on what it was put, for people
 * @param subject what its incident should be about
 * @param runs what was started for it alone
 */
record Injected(String target, String subject, List<Long> runs, Healing healing) {
  /** Takes it back. */
  @FunctionalInterface
  interface Healing {
    void heal() throws InterruptedException;
  }

  static Injected of(String subject, Healing healing) {
    return new Injected(subject, subject, List.of(), healing);
  }
}
