package dev.baton.desktop.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.timeline.Lane.Kind;
import dev.baton.desktop.timeline.Lane.Span;
import dev.baton.desktop.timeline.Lane.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneBuilderTest {
  private final List<FailoverEventView> events = new ArrayList<>();

  private static Instant at(long second) {
    return SampleCluster.NOW.plusSeconds(second);
  }

  private void happened(long second, FailoverEventKind kind, String subject, long epoch) {
    events.add(new FailoverEventView((long) events.size(), kind, subject, epoch, "", at(second)));
  }

  private List<Span> spansOf(String executor) {
    return LaneBuilder.lanes(events, List.of()).stream()
        .filter(lane -> lane.kind() == Kind.EXECUTOR && lane.name().equals(executor))
        .findFirst()
        .orElseThrow()
        .spans();
  }

  @Test
  void eachEpochLastsUntilTheNextOne() {
    happened(0, FailoverEventKind.LEADER_RAISED, "coordinator-1", 1);
    happened(60, FailoverEventKind.LEADER_RAISED, "coordinator-2", 2);
    Lane leader = LaneBuilder.lanes(events, List.of()).getFirst();
    assertEquals(
        List.of(
            new Span(State.LEADS, at(0), at(60), "coordinator-1", 1),
            new Span(State.LEADS, at(60), null, "coordinator-2", 2)),
        leader.spans());
  }

  @Test
  void anExecutorIsSuspectThenLostThenBack() {
    happened(0, FailoverEventKind.EXECUTOR_JOINED, "e1", 1);
    happened(10, FailoverEventKind.EXECUTOR_SUSPECT, "e1", 1);
    happened(16, FailoverEventKind.EXECUTOR_LOST, "e1", 1);
    happened(40, FailoverEventKind.EXECUTOR_JOINED, "e1", 1);
    assertEquals(
        List.of(State.UP, State.SUSPECT, State.LOST, State.UP),
        spansOf("e1").stream().map(Span::state).toList());
    assertNull(spansOf("e1").getLast().to());
  }

  @Test
  void whatHeldBeforeTheFirstEventIsKnownFromIt() {
    happened(10, FailoverEventKind.EXECUTOR_LEFT, "e1", 1);
    assertEquals(List.of(new Span(State.UP, null, at(10), "", 0)), spansOf("e1"));
  }

  @Test
  void aStoreThatWasAwayHasItsOwnLaneAndOtherwiseNone() {
    happened(0, FailoverEventKind.LEADER_RAISED, "coordinator-1", 1);
    assertEquals(1, LaneBuilder.lanes(events, List.of()).size());
    happened(5, FailoverEventKind.STORE_AWAY, "coordinator-1", 1);
    happened(9, FailoverEventKind.STORE_BACK, "coordinator-1", 1);
    Lane store = LaneBuilder.lanes(events, List.of()).get(1);
    assertEquals(Kind.STORE, store.kind());
    assertEquals(List.of(new Span(State.AWAY, at(5), at(9), "", 0)), store.spans());
  }
}
