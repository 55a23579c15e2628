package dev.baton.cli.faults.inject;

import dev.baton.cli.lab.Lab;

/** Puts one fault on a lab. */
@FunctionalInterface
interface Injector {
  /**
   * Begins the fault; it stands when this returns.
   *
   * @param target the member it is put on
   * @return what takes it back; called once
   * @throws dev.baton.cli.lab.LabException if it cannot be begun; then nothing of it is left
   */
  Healing begin(Lab lab, String target) throws InterruptedException;

  /** Takes a fault back. */
  @FunctionalInterface
  interface Healing {
    /** For faults that are over as soon as they have happened. */
    Healing NOTHING = () -> {};

    void heal() throws InterruptedException;
  }
}
