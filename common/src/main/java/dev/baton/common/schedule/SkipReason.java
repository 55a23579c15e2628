package dev.baton.common.schedule;

/** Why a fire time became no run. */
public enum SkipReason {
  /** The schedule's misfire policy is SKIP. */
  MISFIRED("misfired: decided too late, and the misfire policy is SKIP"),
  /** The misfire policy is FIRE_ONCE, and a later fire time stands for this one. */
  ONE_RUN_FOR_ALL("misfired: the newest misfired fire time stands for it (FIRE_ONCE)"),
  OUTSIDE_CATCH_UP_WINDOW("misfired: older than the catch-up window"),
  PAUSED("the job was paused");

  private final String text;

  SkipReason(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
