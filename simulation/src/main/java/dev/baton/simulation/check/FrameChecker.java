package dev.baton.simulation.check;

import java.util.HashMap;
import java.util.Map;

/** On each link and in each direction, frames are taken once, in order, with none left out. */
public final class FrameChecker implements Witness {
  private final Map<Long, Long> byDialer = new HashMap<>();
  private final Map<Long, Long> byAcceptor = new HashMap<>();

  @Override
  public void frameTaken(long link, boolean dialer, long number) {
    Map<Long, Long> last = dialer ? byDialer : byAcceptor;
    Long before = last.put(link, number);
    if (number != (before == null ? 1 : before + 1)) {
      throw new Violation(
          "frames", "on link " + link + " frame " + number + " is taken after " + before);
    }
  }
}
