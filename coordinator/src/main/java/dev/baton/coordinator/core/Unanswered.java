package dev.baton.coordinator.core;

import java.time.Instant;

/**
 * A commit of this process that stayed without an answer.
 *
 * @param at when it was given up
 * @param facts how many it held
 * @param nextEventNumber the first event number after its facts
 */
record Unanswered(Instant at, int facts, long nextEventNumber) {
  /** What a later look into the store says of it. */
  enum Fate {
    CARRIED_OUT,
    NOT_CARRIED_OUT,
    /** It held nothing that could have been found. */
    NOT_TOLD
  }

  /**
   * @param storeNextEventNumber the first event number that the store has not given, read while
   *     nobody else has led since
   */
  Fate fate(long storeNextEventNumber) {
    if (facts == 0) {
      return Fate.NOT_TOLD;
    }
    return storeNextEventNumber >= nextEventNumber ? Fate.CARRIED_OUT : Fate.NOT_CARRIED_OUT;
  }
}
