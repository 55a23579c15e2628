package dev.baton.cli.client;

import dev.baton.common.api.client.BatonClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb that speaks to a cluster. */
public abstract class ClientCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "TABLE",
      description = "table, json or yaml; default table.")
  private Output.Format format;

  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  @Mixin
  private HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws Exception {
    try (BatonClient client = connection.connect()) {
      return run(client, new Output(spec.commandLine().getOut(), format));
    }
  }

  /** Returns one of {@link ExitCodes}. */
  protected abstract int run(BatonClient client, Output output) throws Exception;

  /** Says something that is not the answer itself. */
  protected final void tell(String text) {
    err().println(text);
    err().flush();
  }

  /** For what is not the answer itself. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
