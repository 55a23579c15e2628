package dev.baton.common.wire;

/** The version of the messages; it changes when an older reader could not make sense of them. */
public final class WireVersion {
  public static final int CURRENT = 1;

  private WireVersion() {}
}
