package dev.baton.cli.incident;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Pages;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.incident.IncidentKind;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code baton incident}. */
@Command(
    name = "incident",
    description = "What went wrong, what was done about it, and the proof.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IncidentCommand.ListIncidents.class,
      IncidentCommand.Show.class,
      IncidentCommand.Approve.class,
      IncidentCommand.Close.class
    })
public final class IncidentCommand implements Runnable {
  /** Attempts that {@code show} lists; with {@code --output json} as well. */
  private static final int MAX_TOUCHED = 100;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb of 'baton incident'.");
  }

  @Command(name = "list", description = "Lists incidents, newest first.")
  static final class ListIncidents extends ClientCommand {
    @Option(names = "--open", description = "Only those that are not resolved.")
    private boolean open;

    @Option(names = "--kind", description = "Of this kind: ${COMPLETION-CANDIDATES}.")
    private IncidentKind kind;

    @Option(names = "--subject", description = "About this executor, or namespace/job/task.")
    private String subject;

    @Option(names = "--run", description = "Those that touch this run.")
    private Long run;

    @Option(names = "--from", description = "Detected from then on; an instant, or 2h for ago.")
    private String from;

    @Option(names = "--to", description = "Detected before then.")
    private String to;

    @Option(
        names = "--limit",
        defaultValue = "50",
        description = "Most incidents; default ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    protected int run(BatonClient client, Output output) {
      Instant now = Instant.now();
      IncidentQuery query =
          new IncidentQuery(
              kind, subject, open, run, Arguments.instant(from, now), Arguments.instant(to, now));
      List<IncidentView> incidents =
          Pages.read(limit, (cursor, size) -> client.recovery().incidents(query, cursor, size));
      output.print(incidents, () -> IncidentText.list(incidents));
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "show",
      description = "Shows one: times, evidence, plan, proof, and what it touched.")
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "INCIDENT", description = "Its number.")
    private long incident;

    /** What is printed for programs. */
    record Shown(IncidentView incident, List<TouchView> touched) {}

    @Override
    protected int run(BatonClient client, Output output) {
      RecoveryClient recovery = client.recovery();
      IncidentView found = recovery.incident(incident);
      List<TouchView> touched = recovery.incidentAttempts(incident, null, MAX_TOUCHED).items();
      output.print(new Shown(found, touched), () -> IncidentText.show(found, touched));
      return ExitCodes.OK;
    }
  }

  @Command(name = "approve", description = "Carries out an action that its plan proposes.")
  static final class Approve extends ClientCommand {
    @Parameters(index = "0", paramLabel = "INCIDENT", description = "Its number.")
    private long incident;

    @Parameters(index = "1", paramLabel = "ACTION", description = "The action's name in its plan.")
    private String action;

    @Option(names = "--reason", description = "Why; goes into the audit.")
    private String reason;

    @Override
    protected int run(BatonClient client, Output output) {
      var done = client.recovery().approveIncident(incident, action, reason);
      output.print(done, done::text);
      return ExitCodes.OK;
    }
  }

  @Command(name = "close", description = "Closes one, whatever its probes say.")
  static final class Close extends ClientCommand {
    @Parameters(paramLabel = "INCIDENT", description = "Its number.")
    private long incident;

    @Option(names = "--reason", description = "Why; goes into the audit.")
    private String reason;

    @Override
    protected int run(BatonClient client, Output output) {
      var done = client.recovery().closeIncident(incident, reason);
      output.print(done, done::text);
      return ExitCodes.OK;
    }
  }
}
