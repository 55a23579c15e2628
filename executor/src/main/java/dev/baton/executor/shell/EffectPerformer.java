package dev.baton.executor.shell;

import dev.baton.common.run.Outcome;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorEffect.CloseLink;
import dev.baton.executor.core.ExecutorEffect.Dial;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorEffect.EndTask;
import dev.baton.executor.core.ExecutorEffect.Exit;
import dev.baton.executor.core.ExecutorEffect.ForgetOutcomes;
import dev.baton.executor.core.ExecutorEffect.JournalOutcome;
import dev.baton.executor.core.ExecutorEffect.LeaseExtended;
import dev.baton.executor.core.ExecutorEffect.LogAccepted;
import dev.baton.executor.core.ExecutorEffect.Note;
import dev.baton.executor.core.ExecutorEffect.RememberCluster;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorEffect.ShippingOpened;
import dev.baton.executor.core.ExecutorEffect.StaleFrameRefused;
import dev.baton.executor.core.ExecutorEffect.StartTask;
import dev.baton.executor.core.ExecutorEffect.WakeAt;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.home.ClusterMemory;
import dev.baton.executor.journal.OutcomeJournal;
import dev.baton.executor.journal.Spool;
import dev.baton.executor.link.ChunkShipper;
import dev.baton.executor.link.DialTargets;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.link.LinkClient;
import dev.baton.executor.task.TaskRunner;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the core asks for, on its thread; everything here returns at once. */
final class EffectPerformer implements CoreLoop.Performer {
  private static final Logger LOG = LoggerFactory.getLogger(EffectPerformer.class);

  private final Parts parts;

  /**
   * What does the work.
   *
   * @param remember keeps it on disk, elsewhere
   * @param exit ends this executor, elsewhere
   */
  record Parts(
      LinkClient client,
      DialTargets targets,
      ChunkShipper shipper,
      OutcomeJournal journal,
      Spool spool,
      TaskRunner runner,
      AttemptReports reports,
      LinkLog linkLog,
      Consumer<ClusterMemory> remember,
      Consumer<String> exit) {}

  EffectPerformer(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void perform(ExecutorEffect effect, Consumer<ExecutorInput> own) {
    switch (effect) {
      case Dial dial -> dial(dial, own);
      case Send send -> parts.client().send(send.link(), send.message());
      case CloseLink close -> closeLink(close);
      case StartTask start -> parts.runner().start(start.order(), parts.reports());
      case EndTask end ->
          parts.runner().end(end.attempt(), end.graceMs(), outcome(end.why()), end.reason());
      case LeaseExtended lease -> parts.runner().leaseUntil(lease.untilNanos());
      case JournalOutcome journal -> parts.journal().add(journal.outcome());
      case ForgetOutcomes forget -> parts.journal().forget(forget.attempts());
      case ShippingOpened opened -> shippingOpened(opened);
      case LogAccepted log -> parts.spool().logAccepted(log.attempt(), log.number());
      case ExecutorEffect.ArtifactAccepted artifact ->
          parts.spool().artifactAccepted(artifact.attempt(), artifact.name(), artifact.number());
      case RememberCluster cluster ->
          parts.remember().accept(new ClusterMemory(cluster.clusterId(), cluster.epoch()));
      case Note note -> LOG.warn("{}", note.text());
      case StaleFrameRefused stale ->
          LOG.warn(
              "A message of epoch {} was refused, a leader of epoch {} has been obeyed",
              stale.epoch(),
              stale.obeyedEpoch());
      case Exit exit -> parts.exit().accept(exit.reason());
      case WakeAt wake -> throw new IllegalStateException("the loop's own: " + wake);
    }
  }

  private void dial(Dial dial, Consumer<ExecutorInput> own) {
    Optional<HostAndPort> address;
    try {
      address =
          dial.address().isEmpty()
              ? parts.targets().next()
              : Optional.of(HostAndPort.parse(dial.address()));
    } catch (IllegalArgumentException e) {
      LOG.warn("A coordinator named a leader that cannot be dialled: {}", e.getMessage());
      address = parts.targets().next();
    }
    if (address.isPresent()) {
      parts.linkLog().dialled(address.get().toString());
      parts.client().dial(dial.link(), address.get());
    } else {
      String reason = "ZooKeeper has not named a coordinator yet";
      parts.linkLog().ended(reason);
      own.accept(new ExecutorInput.LinkDown(dial.link(), reason));
    }
  }

  private void closeLink(CloseLink close) {
    parts.shipper().shut();
    parts.linkLog().ended(close.reason());
    parts.client().close(close.link());
  }

  private void shippingOpened(ShippingOpened opened) {
    parts.linkLog().opened();
    parts.targets().found();
    parts.shipper().open(opened.link());
  }

  private static Outcome outcome(EndReason why) {
    return switch (why) {
      case CANCELED -> Outcome.CANCELED;
      case OVER_FOR_LEADER -> Outcome.SUPERSEDED;
      // No fault of the task's: the leader treats these as losses, by the task's own policy.
      case LEASE_ENDED, EXECUTOR_STOPS -> Outcome.LOST;
    };
  }
}
