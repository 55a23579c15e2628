package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitPipelineTest {
  private static final Now NOW = new Now(Instant.EPOCH, 77);
  private static final int MAX_FACTS = 2;

  private final CommitPipeline pipeline = new CommitPipeline(5, 10, MAX_FACTS, new SafetyRules());
  private final List<Effect> out = new ArrayList<>();

  private static Fact fact(int number) {
    return new Fact.CursorRemoved(new JobKey("n", "j"), "s" + number);
  }

  private static Effect answer(long number) {
    return new Effect.Answer(number, new CommandResult.Done(""));
  }

  private Batch sent() {
    return ((Effect.Commit) out.removeLast()).batch();
  }

  @Test
  void quietPipelineHoldsNothingBack() {
    assertTrue(pipeline.isQuiet());
    pipeline.hold(answer(1), out);
    assertEquals(List.of(answer(1)), out);
    pipeline.pump(NOW, false, out);
    assertEquals(1, out.size());
    assertFalse(pipeline.isInFlight());
  }

  @Test
  void whatDependsOnAFactLeavesAfterItsCommitAndThenItsEvents() {
    pipeline.add(fact(1));
    pipeline.hold(answer(1), out);
    assertEquals(List.of(), out);
    assertFalse(pipeline.isQuiet());
    pipeline.pump(NOW, false, out);
    Batch batch = sent();
    assertEquals(new Batch(1, 5, 10, List.of(fact(1))), batch);
    assertTrue(pipeline.isInFlight());
    assertTrue(pipeline.awaits(1));
    assertFalse(pipeline.awaits(2));
    assertEquals(77, pipeline.inFlightSentNanos());
    pipeline.committed(out);
    assertEquals(List.of(answer(1), new Effect.Publish(batch)), out);
    assertTrue(pipeline.isQuiet());
    assertFalse(pipeline.awaits(1));
  }

  @Test
  void oneBatchIsInFlightWhileTheNextFills() {
    pipeline.add(fact(1));
    pipeline.pump(NOW, false, out);
    assertEquals(1, sent().number());
    pipeline.add(fact(2));
    pipeline.pump(NOW, false, out);
    assertEquals(List.of(), out);
    pipeline.committed(out);
    out.clear();
    pipeline.pump(NOW, false, out);
    assertEquals(new Batch(2, 5, 11, List.of(fact(2))), sent());
  }

  @Test
  void whatComesWithoutAFactOfItsOwnWaitsForTheNewestBatch() {
    pipeline.add(fact(1));
    pipeline.pump(NOW, false, out);
    out.clear();
    pipeline.hold(answer(1), out);
    pipeline.add(fact(2));
    pipeline.cut();
    pipeline.hold(answer(2), out);
    assertEquals(List.of(), out);
    pipeline.committed(out);
    assertEquals(answer(1), out.getFirst());
    assertFalse(out.contains(answer(2)));
    assertFalse(pipeline.isQuiet());
    pipeline.pump(NOW, false, out);
    pipeline.committed(out);
    assertTrue(out.contains(answer(2)));
  }

  @Test
  void emptyBatchIsSentOnlyWhereOneIsWantedAndPublishesNothing() {
    pipeline.pump(NOW, true, out);
    assertEquals(new Batch(1, 5, 10, List.of()), sent());
    pipeline.committed(out);
    assertEquals(List.of(), out);
  }

  @Test
  void fullBatchIsCutAtABoundaryAndTooManyBackUp() {
    for (int i = 0; i < CommitPipeline.MAX_WAITING; i++) {
      assertFalse(pipeline.isBackedUp());
      pipeline.add(fact(1));
      pipeline.boundary();
      pipeline.add(fact(2));
      pipeline.boundary();
    }
    assertTrue(pipeline.isBackedUp());
    pipeline.pump(NOW, false, out);
    assertEquals(List.of(fact(1), fact(2)), sent().facts());
    assertFalse(pipeline.isBackedUp());
    pipeline.cut();
    assertFalse(pipeline.isBackedUp());
  }

  @Test
  void whoWaitsIsToldThatItIsOpenWhenAllIsGivenUp() {
    pipeline.add(fact(1));
    pipeline.hold(answer(1), out);
    pipeline.pump(NOW, false, out);
    pipeline.add(fact(2));
    pipeline.hold(answer(2), out);
    pipeline.cut();
    pipeline.add(fact(3));
    pipeline.hold(answer(3), out);
    pipeline.hold(new Effect.CloseLink(1, ""), out);
    out.clear();
    pipeline.abandon(out);
    assertEquals(
        List.of(1L, 2L, 3L), out.stream().map(e -> ((Effect.Answer) e).request()).toList());
    for (Effect effect : out) {
      assertEquals(Code.UNKNOWN, ((Rejected) ((Effect.Answer) effect).result()).code());
    }
  }

  @Test
  void givingUpAQuietPipelineTellsNobody() {
    pipeline.abandon(out);
    assertEquals(List.of(), out);
  }

  @Test
  void brokenRuleLetsWordsOutBeforeTheirCommit() {
    CommitPipeline broken =
        new CommitPipeline(
            5,
            10,
            MAX_FACTS,
            new SafetyRules() {
              @Override
              public boolean holdsMessagesUntilCommit() {
                return false;
              }
            });
    broken.add(fact(1));
    broken.hold(answer(1), out);
    assertEquals(List.of(answer(1)), out);
  }

  @Test
  void firstBatchesOfALeadershipAreSmallAndGrowWithEachThatIsDurable() {
    CommitPipeline young = new CommitPipeline(5, 10, 5_000, new SafetyRules());
    List<Integer> sizes = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 5_000; i++) {
        young.add(fact(i));
        young.boundary();
      }
      young.pump(NOW, false, out);
      sizes.add(sent().facts().size());
      while (young.isInFlight()) {
        young.committed(out);
        young.pump(NOW, false, out);
        if (young.isInFlight()) {
          sizes.add(sent().facts().size());
        }
      }
      out.clear();
    }
    assertEquals(CommitPipeline.FIRST_FACTS, sizes.getFirst());
    assertEquals(5_000, sizes.getLast());
  }
}
