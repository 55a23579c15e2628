package dev.baton.coordinator.api;

import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.audit.AuditCheck;
import dev.baton.coordinator.core.audit.AuditReport;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.Gate;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A coordinator without a core: says what a test wants it to say, and keeps what it was asked. */
final class FakeCoordinator implements CoordinatorService {
  final FakeStore store;
  final BlockingQueue<Command> asked = new LinkedBlockingQueue<>();

  volatile Role role = Role.LEADER;
  volatile String leader = "coordinator-1";
  volatile URI leaderApi;
  volatile boolean healthy = true;

  /** Null from it = never answered. */
  volatile Function<Command, CommandResult> core = this::ordinary;

  private final String name;
  private long nextRun = 100;

  FakeCoordinator(String name, FakeStore store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    asked.add(command);
    CommandResult result =
        role == Role.LEADER
            ? core.apply(command)
            : new Rejected(Code.NOT_LEADER, name + " does not lead.");
    return result == null ? new CompletableFuture<>() : CompletableFuture.completedStage(result);
  }

  private synchronized CommandResult ordinary(Command command) {
    return switch (command) {
      case Command.PutJob put -> new CommandResult.JobStored(put.spec().key(), 1, true);
      case Command.TriggerRun trigger -> new RunAccepted(new RunId(nextRun++), true);
      case Command.RerunRun rerun -> new RunAccepted(new RunId(nextRun++), true);
      case Command.ExplainRun explain ->
          new CommandResult.Explained(
              explain.run(),
              List.of(
                  new Gate(null, "overlap", "run 16 is active", "run 16 ends"),
                  new Gate("report", "dependency", "extract is RUNNING", "extract succeeds")));
      case Command.ListExecutors list -> new CommandResult.Executors(List.of(Samples.executor()));
      case Command.CheckCluster c ->
          new CommandResult.Checked(
              new AuditReport(
                  Instant.EPOCH,
                  12,
                  3,
                  List.of(new AuditReport.Line(AuditCheck.RUN_END, 1, List.of("run 16")))));
      case Command.DeleteJob c -> new Done("done");
      case Command.PauseJob c -> new Done("done");
      case Command.ResumeJob c -> new Done("done");
      case Command.CancelRun c -> new Done("done");
      case Command.DecideTask c ->
          c.preview()
              ? new CommandResult.Planned(
                  List.of(new CommandResult.Planned.Step(c.task(), "runs as attempt 2, at once")),
                  "what attempt 1 did is done again")
              : new Done("done");
      case Command.CordonExecutor c -> new Done("done");
      case Command.UncordonExecutor c -> new Done("done");
      case Command.DrainExecutor c -> new Done("done");
      case Command.CloseIncident c -> new Done("done");
      case Command.ApproveIncident c -> new Done("done");
      case Command.StepDown c -> new Done("done");
    };
  }

  @Override
  public ReadStore reads() {
    return store;
  }

  @Override
  public LogStore logs() {
    return store;
  }

  @Override
  public ClusterStatus status() {
    return new ClusterStatus(
        "cluster-x",
        name,
        role,
        3,
        leader,
        leaderApi,
        leaderApi == null
            ? List.of()
            : List.of(new ClusterStatus.Member("coordinator-1", leaderApi, Role.LEADER)),
        new ClusterStatus.StoreStatus("sqlite", healthy, healthy ? null : "it is away"),
        role == Role.LEADER ? new ClusterStatus.Lag(0, 2, 0) : null);
  }
}
