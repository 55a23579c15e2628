package dev.baton.coordinator.api.handler;

import static dev.baton.common.api.ClusterView.CallerRole.ADMIN;
import static dev.baton.common.api.ClusterView.CallerRole.OPERATOR;
import static dev.baton.common.api.ClusterView.CallerRole.VIEWER;
import static dev.baton.coordinator.api.http.Route.read;
import static dev.baton.coordinator.api.http.Route.route;

import dev.baton.coordinator.api.ApiSettings;
import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.event.EventStreams;
import dev.baton.coordinator.api.http.Route;
import dev.baton.coordinator.api.http.Route.Body;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import java.time.InstantSource;
import java.util.List;

/** All paths of the operator API. A test holds this list against docs/openapi.yaml. */
public final class RouteTable implements AutoCloseable {
  private final LeaderGate leader;
  private final List<Route> routes;

  public RouteTable(
      ApiSettings settings,
      CoordinatorService service,
      EventHub hub,
      EventStreams events,
      CoordinatorMetrics metrics,
      InstantSource clock,
      String version) {
    Commands commands = new Commands(service, settings.limits().commandMs());
    this.leader = new LeaderGate(service, settings.peerTls(), settings.limits().commandMs());
    ClusterHandlers cluster = new ClusterHandlers(service, commands, hub, metrics, clock, version);
    JobHandlers jobs = new JobHandlers(service.reads(), commands);
    RunHandlers runs = new RunHandlers(service.reads(), commands);
    RerunHandlers reruns = new RerunHandlers(service.reads(), commands);
    LogHandlers logs =
        new LogHandlers(service.reads(), service.logs(), settings.limits().maxFollowers());
    ExecutorHandlers executors = new ExecutorHandlers(commands);
    RecordHandlers records = new RecordHandlers(service.reads(), clock);
    IncidentHandlers incidents = new IncidentHandlers(service.reads(), commands);
    LedgerHandlers ledger = new LedgerHandlers(service.reads(), clock);
    String job = "/jobs/{namespace}/{name}";
    String run = "/runs/{run}";
    this.routes =
        List.of(
            read("/cluster", VIEWER, cluster::cluster),
            onLeader(read("/cluster/check", VIEWER, cluster::check)),
            command("/cluster/step-down", Body.OPTIONAL_JSON, cluster::stepDown, ADMIN),
            read(
                "/failover-events",
                VIEWER,
                records::failoverEvents,
                "from",
                "to",
                "limit",
                "cursor"),
            read("/jobs", VIEWER, jobs::list, "namespace", "q", "limit", "cursor"),
            route("POST", "/jobs:validate", VIEWER, Body.JOB_FILE, jobs::validate),
            read(job, VIEWER, jobs::get),
            onLeader(route("PUT", job, OPERATOR, Body.JOB_FILE, jobs::put)).withQuery("reason"),
            onLeader(route("DELETE", job, OPERATOR, Body.NONE, jobs::delete)).withQuery("reason"),
            read(job + "/versions", VIEWER, jobs::versions, "limit", "cursor"),
            command(job + "/pause", Body.OPTIONAL_JSON, jobs::pause, OPERATOR),
            command(job + "/resume", Body.OPTIONAL_JSON, jobs::resume, OPERATOR),
            read(job + "/schedules", VIEWER, jobs::schedules, "preview"),
            read(job + "/ledger", VIEWER, ledger::ledger, "from", "to", "lateMs"),
            command(job + "/runs", Body.OPTIONAL_JSON, runs::trigger, OPERATOR),
            command(job + "/runs:bulk", Body.JSON, runs::triggerMany, OPERATOR),
            route(
                "POST", job + "/backfills", OPERATOR, Body.OPTIONAL_JSON, RecordHandlers::notBuilt),
            read("/runs", VIEWER, runs::list, "job", "status", "from", "to", "limit", "cursor"),
            read(run, VIEWER, runs::get),
            command(run + "/cancel", Body.OPTIONAL_JSON, runs::cancel, OPERATOR),
            command(run + "/rerun", Body.JSON, reruns::rerun, OPERATOR),
            onLeader(read(run + "/explain", VIEWER, runs::explain)),
            command(run + "/tasks/{task}/decide", Body.JSON, runs::decide, OPERATOR),
            read(
                run + "/tasks/{task}/attempts/{attempt}/log",
                VIEWER,
                logs::log,
                "offset",
                "limit",
                "follow",
                "waitMs"),
            read(run + "/artifacts", VIEWER, logs::artifacts),
            read(run + "/artifacts/{task}/{artifact}", VIEWER, logs::artifact),
            onLeader(read("/executors", VIEWER, executors::list)),
            command(
                "/executors/{executor}/cordon", Body.OPTIONAL_JSON, executors::cordon, OPERATOR),
            command(
                "/executors/{executor}/uncordon",
                Body.OPTIONAL_JSON,
                executors::uncordon,
                OPERATOR),
            command("/executors/{executor}/drain", Body.OPTIONAL_JSON, executors::drain, OPERATOR),
            read("/audit", VIEWER, records::audit, "from", "to", "limit", "cursor"),
            read("/skips", VIEWER, records::skips, "job", "from", "to", "limit"),
            read("/reports/runs-per-minute", VIEWER, records::runsPerMinute, "job", "from", "to"),
            read("/events", VIEWER, events::page, "from", "limit", "types").upgrading(),
            read(
                "/incidents",
                VIEWER,
                incidents::list,
                "kind",
                "subject",
                "open",
                "run",
                "from",
                "to",
                "limit",
                "cursor"),
            read("/incidents/{incident}", VIEWER, incidents::get),
            read("/incidents/{incident}/attempts", VIEWER, incidents::attempts, "limit", "cursor"),
            command("/incidents/{incident}/approve", Body.JSON, incidents::approve, OPERATOR),
            command("/incidents/{incident}/close", Body.OPTIONAL_JSON, incidents::close, OPERATOR),
            read("/freezes", VIEWER, RecordHandlers::notBuilt),
            read("/health/live", null, cluster::live).alsoAtRoot(),
            read("/health/ready", null, cluster::ready).alsoAtRoot(),
            read("/metrics", VIEWER, cluster::metrics).alsoAtRoot());
  }

  public List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    leader.close();
  }

  private Route command(
      String path,
      Body body,
      Route.Handler handler,
      dev.baton.common.api.ClusterView.CallerRole role) {
    return onLeader(route("POST", path, role, body, handler));
  }

  private Route onLeader(Route route) {
    return route.onLeader(leader.guard(route.handler()));
  }
}
