package dev.baton.desktop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LinkModelTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private Instant now = START;
  private final LinkModel link = new LinkModel(() -> now);

  private Duration skewOf(Instant coordinatorClock) {
    link.answered(coordinatorClock, START, START.plusSeconds(3));
    return link.skewProperty().get();
  }

  @Test
  void aSlowAnswerIsNoSkewAndAWrongClockIs() {
    assertEquals(Duration.ZERO, skewOf(START));
    assertEquals(Duration.ZERO, skewOf(START.plusSeconds(3)));
    assertEquals(Duration.ofSeconds(7), skewOf(START.plusSeconds(10)));
    assertEquals(Duration.ofSeconds(-5), skewOf(START.minusSeconds(5)));
  }

  @Test
  void aLostLinkSaysSinceWhenAndKeepsThatUntilItIsBack() {
    link.eventsFlow();
    now = START.plusSeconds(4);
    link.eventsStopped("closed");
    now = START.plusSeconds(9);
    link.tick();
    link.unreachable("connection refused");
    assertTrue(link.staleProperty().get());
    assertEquals(START, link.staleSinceProperty().get());
    assertEquals(Duration.ofSeconds(9), link.ageProperty().get());
    assertEquals("connection refused", link.reasonProperty().get());
    link.eventsFlow();
    assertFalse(link.staleProperty().get());
  }
}
