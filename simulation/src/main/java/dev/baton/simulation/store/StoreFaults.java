package dev.baton.simulation.store;

import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.List;

/** How the store misbehaves now. */
public final class StoreFaults {
  private boolean away;
  private long slowNanos;
  private double unknownChance;
  private boolean withoutKeys;

  /** Answers nobody; what it is asked may still be done later. */
  public void away(boolean isAway) {
    away = isAway;
  }

  public boolean isAway() {
    return away;
  }

  /** Each call takes this much longer, give or take half; 0 = as usual. */
  public void slow(long nanos) {
    slowNanos = nanos;
  }

  /** How often an answer is lost or a call is done late; 0 = never. */
  public void unknown(double chance) {
    unknownChance = chance;
  }

  /** Somebody has dropped a unique key, or made it again. */
  public void withoutKeys(boolean without) {
    withoutKeys = without;
  }

  /** Unique keys that it should have and does not. */
  public List<String> missingKeys() {
    return withoutKeys ? List.of("runs(job,schedule,fire_at)") : List.of();
  }

  public void none() {
    away = false;
    slowNanos = 0;
    unknownChance = 0;
    withoutKeys = false;
  }

  /** How long a call takes inside the store. */
  long workNanos(Rand rand) {
    long nanos = 150 * World.US + rand.below((int) (1_500 * World.US));
    if (rand.oneIn(300)) {
      nanos += rand.below((int) (50 * World.MS));
    }
    if (slowNanos > 0) {
      nanos += slowNanos / 2 + rand.below((int) slowNanos);
    }
    return nanos;
  }

  /** What becomes of one call. */
  enum Fate {
    /** Done and answered. */
    ANSWERED,
    /** Done, and the answer is lost. */
    DONE_UNANSWERED,
    /** Refused, not done; the caller cannot know. */
    NOT_DONE,
    /** Done after the caller has given up. */
    DONE_LATE
  }

  Fate fate(Rand rand, boolean unreachable) {
    if (unreachable || away) {
      return rand.oneIn(3) ? Fate.DONE_LATE : Fate.NOT_DONE;
    }
    if (unknownChance > 0 && rand.chance(unknownChance)) {
      return switch (rand.below(3)) {
        case 0 -> Fate.NOT_DONE;
        case 1 -> Fate.DONE_LATE;
        default -> Fate.DONE_UNANSWERED;
      };
    }
    return Fate.ANSWERED;
  }
}
