package dev.baton.executor.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialTargetsTest {
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 2);
  private static final HostAndPort C = new HostAndPort("c", 3);

  @Test
  void withoutAnyCoordinatorThereIsNobodyToDial() {
    assertEquals(Optional.empty(), new DialTargets(List.of()).next());
  }

  @Test
  void coordinatorsOfTheListTakeTurns() {
    DialTargets targets = new DialTargets(List.of(A, B));
    assertEquals(Optional.of(A), targets.next());
    assertEquals(Optional.of(B), targets.next());
    assertEquals(Optional.of(A), targets.next());
  }

  @Test
  void theLeaderComesFirstAndTheOthersInTurnWithIt() {
    DialTargets targets = new DialTargets(List.of());
    targets.leader(C);
    targets.registered(List.of(A, B));
    assertEquals(Optional.of(C), targets.next());
    assertEquals(Optional.of(A), targets.next());
    assertEquals(Optional.of(C), targets.next());
    assertEquals(Optional.of(B), targets.next());
    targets.next();
    targets.found();
    assertEquals(Optional.of(C), targets.next());
  }

  @Test
  void addressesAreReadAsPeopleWriteThem() {
    assertEquals(new HostAndPort("a.example", 7420), HostAndPort.parse(" a.example:7420 "));
    assertEquals(new HostAndPort("::1", 7420), HostAndPort.parse("[::1]:7420"));
    assertEquals("[::1]:7420", new HostAndPort("::1", 7420).toString());
    for (String wrong : List.of("", "a", "a:", ":1", "a:0", "a:70000", "a:b", "::1", "a:1:2")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> HostAndPort.parse(wrong), wrong);
      assertTrue(e.getMessage().contains("host:port"));
    }
  }
}
