package dev.baton.cli.drill;

/** One kind of fault, tried as often as asked. */
interface Drill {
  String name();

  /** Whether the links of the lab must pass relays. */
  default boolean wantsRelays() {
    return false;
  }

  /** Runs it; leaves the ground as it found it. */
  Finding run(DrillGround ground, int trials) throws InterruptedException;
}
