package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CallerView;
import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.ClusterView.EventRangeView;
import dev.baton.common.api.ClusterView.LagView;
import dev.baton.common.api.ClusterView.StoreView;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.HealthView;
import dev.baton.common.api.ReasonRequest;
import dev.baton.coordinator.api.ClusterStatus;
import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import dev.baton.coordinator.api.view.ClusterViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** The cluster as a whole, and what monitoring asks for. */
final class ClusterHandlers {
  private static final ReasonRequest NO_REASON = new ReasonRequest(null);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final CoordinatorService service;
  private final Commands commands;
  private final EventHub events;
  private final CoordinatorMetrics metrics;
  private final InstantSource clock;
  private final String version;

  ClusterHandlers(
      CoordinatorService service,
      Commands commands,
      EventHub events,
      CoordinatorMetrics metrics,
      InstantSource clock,
      String version) {
    this.service = service;
    this.commands = commands;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
    this.version = version;
  }

  /** Answers from memory, so that it answers also while the store does not. */
  Answer cluster(Request request) {
    ClusterStatus status = service.status();
    EventHub.Range range = events.knownRange();
    Instant now = clock.instant();
    return Answer.ok(
        new ClusterView(
            status.clusterId(),
            status.self(),
            ClusterViews.role(status.role()),
            status.leader(),
            status.leaderApi() == null ? null : status.leaderApi().toString(),
            status.epoch(),
            status.coordinators().stream()
                .map(member ->
                    new CoordinatorView(
                        member.name(), member.api().toString(), ClusterViews.role(member.role())))
                .toList(),
            new StoreView(status.store().kind(), status.store().healthy(), status.store().detail()),
            status.lag() == null
                ? null
                : new LagView(
                    status.lag().scheduleMs(),
                    status.lag().commitMs(),
                    status.lag().waitingInputs()),
            new EventRangeView(range.first(), range.last()),
            metrics.counts(),
            new CallerView(request.caller().name(), request.caller().role()),
            version,
            now));
  }

  Answer stepDown(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return done(commands.ask(new Command.StepDown(Commands.actor(request, reason))));
  }

  Answer check(Request request) throws InterruptedException {
    Actor actor = Commands.actor(request, null);
    if (!(commands.ask(new Command.CheckCluster(actor)) instanceof CommandResult.Checked checked)) {
      throw new IllegalStateException("a check is answered with its report");
    }
    return Answer.ok(ClusterViews.check(checked.report()));
  }

  Answer live(Request request) {
    return Answer.ok(new HealthView("UP", null, null, null));
  }

  Answer ready(Request request) {
    ClusterStatus status = service.status();
    boolean up = status.store().healthy();
    return Answer.json(
        up ? 200 : 503,
        new HealthView(
            up ? "UP" : "DOWN",
            ClusterViews.role(status.role()),
            status.epoch(),
            up ? null : "The store is not well: " + status.store().detail()));
  }

  Answer metrics(Request request) {
    return Answer.of(200, PROMETHEUS, metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  static Answer done(CommandResult result) {
    return Answer.ok(new DoneView(textOf(result)));
  }

  private static String textOf(CommandResult result) {
    return switch (result) {
      case CommandResult.Done done -> done.text();
      case CommandResult.JobStored stored ->
          stored.job() + " stands in version " + stored.version() + ".";
      case CommandResult.RunAccepted accepted -> "Run " + accepted.run() + " was accepted.";
      case CommandResult.Planned planned -> planned.steps().size() + " steps; nothing was done.";
      case CommandResult.Checked checked -> checked.report().rows() + " rows were looked at.";
      case CommandResult.Explained explained -> "Run " + explained.run() + " was looked at.";
      case CommandResult.Executors list -> list.executors().size() + " executors.";
      case CommandResult.Rejected rejected -> rejected.message();
    };
  }
}
