package dev.baton.cli.ledger;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Table;
import dev.baton.common.api.LedgerView;
import dev.baton.common.api.client.BatonClient;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton ledger JOB}. */
@Command(
    name = "ledger",
    description = {
      "Holds what the job's schedules promised against what became of it.",
      "MISSED, DOUBLE and UNPROMISED must be 0."
    },
    mixinStandardHelpOptions = true)
public final class LedgerCommand extends ClientCommand {
  @Parameters(paramLabel = "JOB", description = "namespace/name.")
  private String job;

  @Option(
      names = "--from",
      description = "An instant, or 2h for ago; default one hour before --to.")
  private String from;

  @Option(names = "--to", description = "An instant, or 5m for ago; default now.")
  private String to;

  @Option(
      names = "--late",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "A run decided later than this is late; default ${DEFAULT-VALUE} ms.")
  private int lateMs;

  @Override
  protected int run(BatonClient client, Output output) {
    Instant now = Instant.now();
    LedgerView ledger =
        client
            .recovery()
            .ledger(
                Arguments.job(job),
                Arguments.instant(from, now),
                Arguments.instant(to, now),
                lateMs);
    output.print(ledger, () -> text(ledger));
    return ExitCodes.OK;
  }

  private static String text(LedgerView ledger) {
    Table counts =
        new Table(
            "SCHEDULE",
            "PROMISED",
            "ON TIME",
            "LATE",
            "SKIPPED",
            "OPEN",
            "WITHDRAWN",
            "MISSED",
            "DOUBLE",
            "UNPROMISED",
            "LATEST BY");
    ledger
        .schedules()
        .forEach(each ->
            counts.row(
                each.schedule(),
                each.followsEnds() ? each.promised() + " (fixed delay)" : each.promised(),
                each.onTime(),
                each.late(),
                each.skipped(),
                each.open(),
                each.withdrawn(),
                each.missed(),
                each.doubled(),
                each.unpromised(),
                each.maxLatenessMs() == null ? null : each.maxLatenessMs() + " ms"));
    Table exceptions = new Table("SCHEDULE", "FIRE TIME", "STATE", "RUN", "REASON");
    ledger
        .exceptions()
        .forEach(each ->
            exceptions.row(
                each.schedule(), each.fireAt(), each.state(), each.run(), each.reason()));
    return "Ledger of "
        + ledger.job()
        + " from "
        + ledger.from()
        + " to "
        + ledger.to()
        + "\n\n"
        + counts.text("No schedule was in force.\n")
        + "\n"
        + exceptions.text("Every fire time was on time.")
        + (ledger.more() ? "\nThere are more; ask for a shorter range.\n" : "");
  }
}
