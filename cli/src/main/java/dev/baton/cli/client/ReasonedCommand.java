package dev.baton.cli.client;

import dev.baton.common.api.DoneView;
import dev.baton.common.api.client.BatonClient;
import picocli.CommandLine.Option;

/** A verb that asks for one thing to be done, and may say why. */
public abstract class ReasonedCommand extends ClientCommand {
  @Option(names = "--reason", description = "Why; goes into the audit and is shown beside it.")
  private String reason;

  @Override
  protected final int run(BatonClient client, Output output) {
    DoneView done = act(client, reason);
    output.print(done, done::text);
    return ExitCodes.OK;
  }

  /** Asks for it. */
  protected abstract DoneView act(BatonClient client, String reason);
}
