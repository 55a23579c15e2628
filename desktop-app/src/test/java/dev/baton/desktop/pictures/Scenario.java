package dev.baton.desktop.pictures;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleIncidents;
import dev.baton.desktop.shell.WorkbenchProbe;
import java.util.List;
import java.util.function.Consumer;

/**
 * One picture.
 *
 * @param cluster what the workbench sees
 * @param steps done one after the other on the FX thread, each once everything before has settled
 */
record Scenario(
    String name,
    Connection connection,
    SampleCluster cluster,
    List<Consumer<WorkbenchProbe>> steps) {

  private static final Connection STAGING =
      new Connection(
          "shanghai-staging",
          List.of("http://coordinator-1:7070", "http://coordinator-2:7070"),
          "",
          false);
  private static final Connection PRODUCTION =
      new Connection("shanghai-prod", STAGING.servers(), "", true);
  private static final String REPORT = "weather/yearly-report";

  @SafeVarargs
  @SuppressWarnings("varargs") // the list only reads them
  private static Scenario of(String name, Consumer<WorkbenchProbe>... steps) {
    return new Scenario(name, STAGING, new SampleCluster(), List.of(steps));
  }

  static List<Scenario> all() {
    return List.of(
        of(
            "run-live",
            probe -> probe.openRun(SampleCluster.RUNNING_RUN),
            probe ->
                probe.select(
                    new Subject.OfTaskRun(SampleCluster.RUNNING_RUN, REPORT, "aggregate-2013", 0))),
        of(
            "run-log",
            probe -> probe.openRun(SampleCluster.RUNNING_RUN),
            probe ->
                probe.select(
                    new Subject.OfTaskRun(SampleCluster.RUNNING_RUN, REPORT, "aggregate-2013", 0)),
            probe -> probe.showTool("log"),
            probe -> probe.type("log-search", "month")),
        of("job-graph", probe -> probe.openJob(REPORT)),
        of(
            "job-definition",
            probe -> probe.openJob(REPORT),
            probe -> probe.press("job-page-definition")),
        of(
            "job-schedule",
            probe -> probe.openJob(REPORT),
            probe -> probe.press("job-page-schedule")),
        of("run-waiting", probe -> probe.openRun(SampleCluster.WAITING_RUN)),
        of(
            "rerun-preview",
            probe -> probe.openRun(SampleCluster.FAILED_RUN),
            probe -> probe.perform("run.rerun")),
        of("trigger", probe -> probe.openJob(REPORT), probe -> probe.perform("run.trigger")),
        of(
            "executors",
            probe -> probe.openRun(SampleCluster.RUNNING_RUN),
            probe -> probe.showTool("executors"),
            probe -> probe.select(new Subject.OfExecutor("executor-2"))),
        of(
            "failover",
            probe -> probe.openRun(SampleCluster.RUNNING_RUN),
            probe -> probe.showTool("failover")),
        of(
            "incidents",
            probe -> probe.openIncident(SampleIncidents.HELD),
            probe -> probe.showTool("incidents")),
        of(
            "incident-resolved",
            probe -> probe.showTool("incidents"),
            probe -> probe.openIncident(SampleIncidents.RESOLVED)),
        of(
            "incident-approve",
            probe -> probe.openIncident(SampleIncidents.HELD),
            probe -> probe.perform("incident.approve")),
        of("throughput", probe -> probe.openJob(REPORT), probe -> probe.showTool("throughput")),
        of("large-graph", probe -> probe.openRun(SampleCluster.LARGE_RUN)),
        of(
            "palette",
            probe -> probe.openRun(SampleCluster.RUNNING_RUN),
            probe -> probe.perform("palette.show"),
            probe -> probe.type("palette-field", "re")),
        new Scenario("first-start", STAGING, new SampleCluster().withNothing(), List.of()),
        new Scenario(
            "production",
            PRODUCTION,
            new SampleCluster().as(CallerRole.ADMIN),
            List.of(
                probe -> probe.openRun(SampleCluster.RUNNING_RUN),
                probe -> probe.perform("run.cancel"))),
        new Scenario(
            "viewer-stale",
            STAGING,
            new SampleCluster().as(CallerRole.VIEWER),
            List.of(
                probe -> probe.openRun(SampleCluster.RUNNING_RUN),
                probe -> probe.cluster().setAway(true))),
        new Scenario("welcome", null, new SampleCluster(), List.of()),
        new Scenario("connect", null, new SampleCluster(), List.of(probe -> probe.pressWelcome())));
  }
}
