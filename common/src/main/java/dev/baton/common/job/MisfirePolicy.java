package dev.baton.common.job;

/** What becomes of fire times that passed undecided for longer than the threshold. */
public enum MisfirePolicy {
  SKIP,
  FIRE_ONCE,
  FIRE_ALL
}
