package dev.baton.uitests.pictures;

import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.shell.WorkbenchProbe;
import java.util.List;

/**
 * One picture.
 *
 * @param connects whether the connection is open at first
 * @param steps one after the other on the FX thread, each once the one before has come to rest
 */
record Scene(String name, boolean connects, List<Step> steps) {
  /** Does something in the workbench. */
  interface Step {
    void take(WorkbenchProbe probe);
  }

  private static Scene of(String name, Step... steps) {
    return new Scene(name, true, List.of(steps));
  }

  private static Subject task(long run, String job, String task) {
    return new Subject.OfTaskRun(run, job, task, 0);
  }

  static List<Scene> all(Stock stock) {
    return List.of(
        of(
            "weather-run",
            probe -> probe.openRun(stock.weatherRun()),
            probe -> probe.select(task(stock.weatherRun(), Stock.WEATHER, "year-2013"))),
        of(
            "run-live",
            probe -> probe.openJob(Stock.NIGHTLY),
            probe -> probe.openRun(stock.liveRun()),
            probe -> probe.select(task(stock.liveRun(), Stock.NIGHTLY, "load-orders"))),
        of(
            "run-log",
            probe -> probe.openRun(stock.liveRun()),
            probe -> probe.select(task(stock.liveRun(), Stock.NIGHTLY, "load-orders")),
            probe -> probe.showTool("log"),
            probe -> probe.type("log-search", "slow")),
        of(
            "run-waiting",
            probe -> probe.openRun(stock.waitingRun()),
            probe -> probe.select(task(stock.waitingRun(), Stock.TRAINING, "train"))),
        of("job-graph", probe -> probe.openJob(Stock.WEATHER)),
        of(
            "job-definition",
            probe -> probe.openJob(Stock.WEATHER),
            probe -> probe.press("job-page-definition")),
        of(
            "job-schedule",
            probe -> probe.openJob(Stock.WEATHER),
            probe -> probe.press("job-page-schedule")),
        of(
            "rerun-preview",
            probe -> probe.openRun(stock.failedRun()),
            probe -> probe.perform("run.rerun")),
        of(
            "executors",
            probe -> probe.openRun(stock.liveRun()),
            probe -> probe.showTool("executors"),
            probe -> probe.select(new Subject.OfExecutor("executor-2"))),
        of(
            "incidents",
            probe -> probe.openIncident(stock.heldIncident()),
            probe -> probe.showTool("incidents")),
        of(
            "incident-resolved",
            probe -> probe.openIncident(stock.resolvedIncident()),
            probe -> probe.showTool("incidents")),
        of(
            "incident-approve",
            probe -> probe.openIncident(stock.heldIncident()),
            probe -> probe.perform("incident.approve")),
        of(
            "run-touched",
            probe -> probe.openRun(stock.touchedRun()),
            probe -> probe.select(task(stock.touchedRun(), Stock.PICKING, stock.touchedTask())),
            probe -> probe.showTool("incidents")),
        of(
            "failover",
            probe -> probe.openRun(stock.liveRun()),
            probe -> probe.showTool("failover"),
            probe -> probe.lookBack(Stock.LOOK_BACK)),
        of(
            "throughput",
            probe -> probe.openJob(Stock.HEARTBEAT),
            probe -> probe.showTool("throughput"),
            probe -> probe.press("throughput-minutes_30")),
        of("large-graph", probe -> probe.openRun(stock.largeRun())),
        of(
            "palette",
            probe -> probe.openRun(stock.liveRun()),
            probe -> probe.perform("palette.show"),
            probe -> probe.type("palette-field", "re")),
        new Scene("welcome", false, List.of()),
        new Scene("connect", false, List.of(WorkbenchProbe::pressWelcome)));
  }
}
