package dev.baton.cli.executor;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.ReasonedCommand;
import dev.baton.cli.client.Table;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.client.BatonClient;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code baton executor}. */
@Command(
    name = "executor",
    description = {
      "Executors of the cluster.",
      "With options instead of a verb it starts an executor here: 'baton executor --name NAME …'."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ExecutorCommand.ListExecutors.class,
      ExecutorCommand.Cordon.class,
      ExecutorCommand.Uncordon.class,
      ExecutorCommand.Drain.class
    })
public final class ExecutorCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb of 'baton executor'.");
  }

  @Command(name = "list", description = "Lists executors as the leader sees them.")
  static final class ListExecutors extends ClientCommand {
    @Override
    protected int run(BatonClient client, Output output) {
      List<ExecutorView> executors = client.executors();
      output.print(
          executors,
          () -> {
            Table table =
                new Table("EXECUTOR", "STATUS", "GROUP", "RUNNING", "CPU", "HOST", "HEARD", "NOTE");
            for (ExecutorView each : executors) {
              table.row(
                  each.id(),
                  each.status(),
                  each.group(),
                  each.running() + "/" + each.slots(),
                  cpu(each),
                  each.host(),
                  each.lastHeardAt(),
                  each.cordonReason());
            }
            return table.text("No executor has joined yet.");
          });
      return ExitCodes.OK;
    }

    private static String cpu(ExecutorView executor) {
      return executor.load() == null || executor.load().cpu() == null
          ? null
          : String.format(Locale.ROOT, "%.0f %%", executor.load().cpu() * 100);
    }
  }

  @Command(name = "cordon", description = "Gives an executor no new attempts.")
  static final class Cordon extends ReasonedCommand {
    @Parameters(paramLabel = "EXECUTOR", description = "Its name.")
    private String executor;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.cordon(executor, reason);
    }
  }

  @Command(name = "uncordon", description = "Gives an executor new attempts again.")
  static final class Uncordon extends ReasonedCommand {
    @Parameters(paramLabel = "EXECUTOR", description = "Its name.")
    private String executor;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.uncordon(executor, reason);
    }
  }

  @Command(
      name = "drain",
      description = "Cordons an executor, waits for its attempts, then cancels what is left.")
  static final class Drain extends ReasonedCommand {
    @Parameters(paramLabel = "EXECUTOR", description = "Its name.")
    private String executor;

    @Option(
        names = "--cancel-after",
        paramLabel = "SECONDS",
        defaultValue = "600",
        description = "When to cancel what still runs; default ${DEFAULT-VALUE}.")
    private long cancelAfterSeconds;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.drain(
          executor, new DrainRequest(TimeUnit.SECONDS.toMillis(cancelAfterSeconds), reason));
    }
  }
}
