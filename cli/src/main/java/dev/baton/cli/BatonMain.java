package dev.baton.cli;

import dev.baton.cli.client.ClientErrors;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.UsageFault;
import dev.baton.cli.cluster.ClusterCommand;
import dev.baton.cli.diagnosis.DiagnoseCommand;
import dev.baton.cli.drill.DrillCommand;
import dev.baton.cli.executor.ExecutorCommand;
import dev.baton.cli.faults.FaultsCommand;
import dev.baton.cli.incident.IncidentCommand;
import dev.baton.cli.job.JobCommand;
import dev.baton.cli.lab.LabCommand;
import dev.baton.cli.ledger.LedgerCommand;
import dev.baton.cli.program.Programs;
import dev.baton.cli.run.RunCommand;
import dev.baton.cli.up.UpCommand;
import dev.baton.simulation.SimulateCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code baton} command. */
@Command(
    name = "baton",
    description = "Runs jobs on time on many machines.",
    mixinStandardHelpOptions = true,
    versionProvider = BatonMain.Version.class,
    footer = {
      "%nPrograms (each has a --help of its own):",
      "  coordinator  Starts a coordinator here.",
      "  executor     Starts an executor here, unless one of its client verbs follows.",
      "  desktop      Opens the workbench."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run did not succeed",
      "2:the command line is wrong, or a file cannot be read or written",
      "3:no coordinator answered",
      "4:the coordinator refused: what it says is shown",
      "5:the token is missing, unknown or not allowed to do this",
      "6:it is not known whether it took effect: ask again with the same --request-key",
      "7:this program has a fault"
    })
public final class BatonMain implements Runnable {
  /** Every sub-command but the programs of {@link Programs}; a new one is added here. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          UpCommand.class,
          LabCommand.class,
          DrillCommand.class,
          DiagnoseCommand.class,
          FaultsCommand.class,
          SimulateCommand.class,
          JobCommand.class,
          RunCommand.class,
          ExecutorCommand.class,
          IncidentCommand.class,
          LedgerCommand.class,
          ClusterCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  /** Ends the process with one of {@link ExitCodes}, or hands over to a program. */
  public static void main(String[] args) throws InterruptedException {
    if (Programs.isNamed(args)) {
      Programs.run(args);
      return;
    }
    System.exit(commandLine().execute(args));
  }

  /** The command with all its sub-commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new BatonMain());
    for (Class<?> command : COMMANDS) {
      line.addSubcommand(command);
    }
    UsageFault.register(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ClientErrors())
        .setParameterExceptionHandler(new UsageFault());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** What {@code --version} says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BatonMain.class.getPackage().getImplementationVersion();
      return new String[] {"Baton " + (version == null ? "(from a source tree)" : version)};
    }
  }
}
