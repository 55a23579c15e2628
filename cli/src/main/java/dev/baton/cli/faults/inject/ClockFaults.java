package dev.baton.cli.faults.inject;

/** Steps of one process's wall clock. */
final class ClockFaults {
  private ClockFaults() {}

  /**
   * The clock steps, and back when the fault is taken back.
   *
   * @param offsetMs to what is right
   */
  static Injector step(long offsetMs) {
    return (lab, target) -> {
      lab.setClock(target, offsetMs);
      return () -> lab.setClock(target, 0);
    };
  }
}
