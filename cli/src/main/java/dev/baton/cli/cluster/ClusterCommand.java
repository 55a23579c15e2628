package dev.baton.cli.cluster;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Pages;
import dev.baton.cli.client.ReasonedCommand;
import dev.baton.cli.client.Table;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.client.BatonClient;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs of {@code baton cluster}. */
@Command(
    name = "cluster",
    description = "Coordinators and leadership.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ClusterCommand.Status.class,
      CheckCluster.class,
      ClusterCommand.StepDown.class,
      ClusterCommand.Events.class
    })
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb of 'baton cluster'.");
  }

  @Command(name = "status", description = "Shows who leads, who is there, and how the store is.")
  static final class Status extends ClientCommand {
    @Override
    protected int run(BatonClient client, Output output) {
      ClusterView cluster = client.cluster();
      output.print(cluster, () -> text(cluster));
      return ExitCodes.OK;
    }

    private static String text(ClusterView cluster) {
      StringBuilder text = new StringBuilder();
      text.append("Cluster ").append(cluster.clusterId());
      text.append(", epoch ").append(cluster.epoch()).append('\n');
      text.append(
          cluster.leader() == null
              ? "No leader is known at this moment.\n"
              : "Leader " + cluster.leader() + " at " + cluster.leaderAddress() + "\n");
      text.append("Store ").append(cluster.store().kind());
      text.append(cluster.store().healthy() ? " answers" : ": " + cluster.store().detail());
      text.append('\n');
      if (cluster.lag() != null) {
        text.append("Schedule lag ").append(cluster.lag().scheduleMs()).append(" ms, last commit ");
        text.append(cluster.lag().commitMs()).append(" ms\n");
      }
      Table table = new Table("COORDINATOR", "ROLE", "ADDRESS");
      for (CoordinatorView each : cluster.coordinators()) {
        table.row(each.name(), each.role(), each.address());
      }
      return text.append('\n').append(table.text("No coordinator is registered.")).toString();
    }
  }

  @Command(name = "step-down", description = "Hands the leadership to another coordinator.")
  static final class StepDown extends ReasonedCommand {
    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.stepDown(reason);
    }
  }

  @Command(
      name = "events",
      description = "Shows leader changes, executors coming and going, outages; newest first.")
  static final class Events extends ClientCommand {
    @Option(names = "--from", description = "From then on: 2026-01-31T08:00:00Z, or 2h ago.")
    private String from;

    @Option(names = "--to", description = "Before then.")
    private String to;

    @Option(names = "--limit", defaultValue = "50", description = "Most events; default 50.")
    private int limit;

    @Override
    protected int run(BatonClient client, Output output) {
      Instant now = Instant.now();
      List<FailoverEventView> events =
          Pages.read(
              limit,
              (cursor, size) ->
                  client.failoverEvents(
                      Arguments.instant(from, now), Arguments.instant(to, now), cursor, size));
      output.print(
          events,
          () -> {
            Table table = new Table("AT", "WHAT", "SUBJECT", "EPOCH", "DETAIL");
            for (FailoverEventView event : events) {
              table.row(event.at(), event.kind(), event.subject(), event.epoch(), event.detail());
            }
            return table.text("Nothing happened in that time.");
          });
      return ExitCodes.OK;
    }
  }
}
