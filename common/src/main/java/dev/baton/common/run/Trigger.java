package dev.baton.common.run;

/** The cause of a run. */
public enum Trigger {
  SCHEDULE,
  MANUAL,
  API,
  UPSTREAM,
  BACKFILL,
  RERUN,
  EVENT
}
