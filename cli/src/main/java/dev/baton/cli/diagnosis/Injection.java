package dev.baton.cli.diagnosis;

/** Puts one fault on the lab. */
@FunctionalInterface
interface Injection {
  /**
   * Begins the fault.
   *
   * @param victim the executor to put it on, if it is put on one
   * @throws dev.baton.cli.lab.LabException if it cannot be begun
   */
  Injected begin(Ground ground, String victim) throws InterruptedException;
}
