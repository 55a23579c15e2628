package dev.baton.cli.run;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.run.Trigger;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run trigger}. */
@Command(name = "trigger", description = "Starts a run of a job.")
final class TriggerRun extends ClientCommand {
  @Parameters(paramLabel = "JOB", description = "namespace/name")
  private String job;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A parameter, over the job's default; may be repeated.")
  private List<String> params;

  @Option(
      names = "--request-key",
      paramLabel = "KEY",
      description = "The same key for the same job gives the same run.")
  private String requestKey;

  @Option(names = "--reason", description = "Why; goes into the audit.")
  private String reason;

  @Mixin private Waiting waiting;

  @Override
  protected int run(BatonClient client, Output output) throws InterruptedException {
    RunAcceptedView accepted =
        client.trigger(
            Arguments.job(job),
            new TriggerRequest(requestKey, Arguments.params(params), Trigger.MANUAL, reason));
    if (!waiting.isWanted()) {
      output.print(
          accepted,
          () ->
              "Run "
                  + accepted.run()
                  + (accepted.created()
                      ? " was accepted."
                      : " was accepted before, with the same request key."));
      return ExitCodes.OK;
    }
    tell("Run " + accepted.run() + " was accepted.");
    return waiting.await(client, accepted.run(), output, err());
  }
}
