package dev.baton.cli.client;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.jobfile.JobFile;
import dev.baton.common.jobfile.Reading;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.api.ApiServer;
import dev.baton.coordinator.api.ApiSettings;
import dev.baton.coordinator.api.ClusterStatus;
import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.api.auth.Caller;
import dev.baton.coordinator.api.auth.TokenFile;
import dev.baton.coordinator.api.auth.Tokens;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.LogStore.ArtifactPiece;
import dev.baton.coordinator.store.LogStore.LogPiece;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The API over a store of its own and one ended run; what the core would say, a test says. */
final class ServedCluster implements CoordinatorService, AutoCloseable {
  static final String TOKEN = "admin-token-admin-token";
  static final String FILE =
      """
      job: demo/two-steps
      tasks:
        - name: first
          shell: echo one
        - name: second
          after: [first]
          shell: echo two
      """;

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final RunId RUN = new RunId(1);

  /** What the core answers. */
  volatile Function<Command, CommandResult> core;

  private final Store store;
  private final EventHub hub;
  private final CoordinatorMetrics metrics = new CoordinatorMetrics();
  private final ApiServer server;

  ServedCluster(Path folder, RunStatus status) {
    store = Stores.open(StoreSettings.sqlite(folder.resolve("baton.db").toString()));
    fill(status);
    hub = new EventHub(store.reads(), 100);
    server =
        ApiServer.start(
            ApiSettings.loopback(0),
            this,
            hub,
            new Tokens(List.of(new TokenFile.Entry(new Caller("ada", CallerRole.ADMIN), TOKEN))),
            metrics,
            InstantSource.system(),
            "test");
  }

  URI address() {
    return server.address();
  }

  private void fill(RunStatus status) {
    store.core().raise(0, 1, "coordinator-1", new ElectionNode("/n", "s"));
    JobSpec spec = ((Reading.Defined) JobFile.read(FILE)).job();
    store
        .core()
        .commit(
            new Batch(
                1,
                1,
                1,
                List.of(
                    new Fact.JobChanged(new Job(spec.key(), 1, spec, FILE, null, AT, "ada")),
                    new Fact.RunCreated(run(spec, status)),
                    new Fact.TaskRunChanged(task("first", TaskStatus.SUCCEEDED)),
                    new Fact.TaskRunChanged(
                        task(
                            "second",
                            status == RunStatus.SUCCEEDED
                                ? TaskStatus.SUCCEEDED
                                : TaskStatus.FAILED)),
                    new Fact.AttemptCreated(attempt("first")),
                    new Fact.AttemptCreated(attempt("second")))));
    store.logs().putLog(List.of(log("first", "one\n"), log("second", "two\nthree")));
    store
        .logs()
        .putArtifact(
            List.of(
                new ArtifactPiece(
                    new AttemptId(RUN, "second", 1), "out.txt", 0, bytes("result"), true)));
  }

  private static Run run(JobSpec spec, RunStatus status) {
    return new Run(
        RUN,
        spec.key(),
        1,
        Trigger.MANUAL,
        null,
        null,
        "key-1",
        null,
        SortedMaps.empty(),
        status,
        "for the test",
        "ada",
        AT,
        AT,
        AT.plusSeconds(3));
  }

  private static TaskRun task(String name, TaskStatus status) {
    return new TaskRun(
        new TaskRunId(RUN, name),
        status,
        1,
        0,
        0,
        null,
        "for the test",
        SortedMaps.empty(),
        status == TaskStatus.SUCCEEDED ? new AttemptId(RUN, name, 1) : null,
        AT,
        AT.plusSeconds(2));
  }

  private static Attempt attempt(String task) {
    return new Attempt(
        new AttemptId(RUN, task, 1),
        new ExecutorId("executor-1"),
        new Incarnation("i1"),
        new FencingToken(1, 1),
        true,
        AttemptStatus.ENDED,
        Outcome.SUCCEEDED,
        0,
        null,
        null,
        false,
        AT,
        AT,
        AT.plusSeconds(2));
  }

  private static LogPiece log(String task, String text) {
    return new LogPiece(new AttemptId(RUN, task, 1), 0, 0, bytes(text), true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    return CompletableFuture.completedStage(core.apply(command));
  }

  @Override
  public ReadStore reads() {
    return store.reads();
  }

  @Override
  public LogStore logs() {
    return store.logs();
  }

  @Override
  public ClusterStatus status() {
    URI api = server == null ? null : server.address();
    return new ClusterStatus(
        store.clusterId(),
        "coordinator-1",
        Role.LEADER,
        1,
        "coordinator-1",
        api,
        api == null
            ? List.of()
            : List.of(new ClusterStatus.Member("coordinator-1", api, Role.LEADER)),
        new ClusterStatus.StoreStatus("sqlite", true, null),
        new ClusterStatus.Lag(0, 1, 0));
  }

  @Override
  public void close() {
    server.close();
    hub.close();
    metrics.close();
    store.close();
  }
}
