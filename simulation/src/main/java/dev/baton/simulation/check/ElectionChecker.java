package dev.baton.simulation.check;

import dev.baton.common.time.Now;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.command.Command;
import java.util.HashMap;
import java.util.Map;

/**
 * Nobody raises the epoch who has not, since reading it, confirmed that its election node is first;
 * and nobody gives up its node because a commit stayed without an answer.
 */
public final class ElectionChecker implements Witness {
  private static final String NAME = "election";

  private final Map<String, Candidate> candidates = new HashMap<>();

  private static final class Candidate {
    final Map<Long, ElectionNode> questions = new HashMap<>();
    ElectionNode confirmed;
    Role role = Role.STANDBY;

    /** The last word from outside was that the answer to a commit is open. */
    boolean onlyUnknown;
  }

  private Candidate candidate(String life) {
    return candidates.computeIfAbsent(life, key -> new Candidate());
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    Candidate candidate = candidate(life);
    switch (input) {
      case Input.ElectionConfirmed confirmed -> {
        ElectionNode node = candidate.questions.remove(confirmed.request());
        if (confirmed.confirmation() == Confirmation.FIRST && node != null) {
          candidate.confirmed = node;
        }
      }
      case Input.CommitDone done ->
          candidate.onlyUnknown =
              done.answer() == StoreAnswer.UNKNOWN && candidate.role == Role.LEADER;
      case Input.CommandGiven given ->
          candidate.onlyUnknown &= !(given.command() instanceof Command.StepDown);
      case Input.Tick i -> {}
      case Input.LinkOpened i -> {}
      case Input.LinkClosed i -> {}
      case Input.FromExecutor i -> {}
      case Input.ElectionChanged i -> candidate.onlyUnknown = false;
      case Input.EpochRead i -> candidate.onlyUnknown = false;
      case Input.EpochRaised i -> candidate.onlyUnknown = false;
      case Input.SnapshotLoaded i -> candidate.onlyUnknown = false;
      case Input.StoreHealth i -> candidate.onlyUnknown = false;
      case Input.PeerStoreHealth i -> candidate.onlyUnknown = false;
      case Input.ZooKeeperHeard i -> {}
      case Input.PeerSeen i -> {}
    }
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    Candidate candidate = candidate(life);
    switch (effect) {
      case Effect.ReadEpoch read -> {
        candidate.questions.clear();
        candidate.confirmed = null;
      }
      case Effect.ConfirmElection confirm ->
          candidate.questions.put(confirm.request(), confirm.node());
      case Effect.RaiseEpoch raise -> {
        if (!raise.node().equals(candidate.confirmed)) {
          throw new Violation(
              NAME,
              life + " raises for " + raise.node() + ", confirmed was " + candidate.confirmed);
        }
      }
      case Effect.Withdraw withdraw -> {
        if (candidate.onlyUnknown) {
          throw new Violation(
              NAME, life + " gives up its node because an answer stayed open: " + withdraw);
        }
      }
      case Effect.RoleChanged changed -> candidate.role = changed.role();
      case Effect.Stand e -> {}
      case Effect.LoadSnapshot e -> {}
      case Effect.Commit e -> {}
      case Effect.Publish e -> {}
      case Effect.Send e -> {}
      case Effect.CloseLink e -> {}
      case Effect.Answer e -> {}
      case Effect.WakeAt e -> {}
      case Effect.Counted e -> {}
      case Effect.Note e -> {}
      case Effect.Unfit e -> {}
    }
  }
}
