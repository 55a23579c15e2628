package dev.baton.cli.faults.inject;

/** A fault that has begun. */
public final class StandingFault {
  private final FaultKind kind;
  private final String target;
  private final long beganMs;
  private final Injector.Healing healing;
  private final Runnable release;

  StandingFault(
      FaultKind kind, String target, long beganMs, Injector.Healing healing, Runnable release) {
    this.kind = kind;
    this.target = target;
    this.beganMs = beganMs;
    this.healing = healing;
    this.release = release;
  }

  public FaultKind kind() {
    return kind;
  }

  /** The member on which it was put. */
  public String target() {
    return target;
  }

  /** Milliseconds since the epoch. */
  public long beganMs() {
    return beganMs;
  }

  /** Takes it back; call once. */
  public void heal() throws InterruptedException {
    try {
      healing.heal();
    } finally {
      release.run();
    }
  }
}
