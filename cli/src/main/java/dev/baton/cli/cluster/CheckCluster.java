package dev.baton.cli.cluster;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Table;
import dev.baton.common.api.CheckView;
import dev.baton.common.api.CheckView.Check;
import dev.baton.common.api.client.BatonClient;
import picocli.CommandLine.Command;

/** {@code baton cluster check}. */
@Command(
    name = "check",
    description =
        "Shows what must hold and whether it does, as the leader last saw it; exit code 1 if"
            + " something does not.")
final class CheckCluster extends ClientCommand {
  @Override
  protected int run(BatonClient client, Output output) {
    CheckView view = client.checkCluster();
    output.print(view, () -> text(view));
    boolean fine =
        view.at() != null && view.checks().stream().allMatch(check -> check.count() == 0);
    return fine ? ExitCodes.OK : ExitCodes.RUN_FAILED;
  }

  private static String text(CheckView view) {
    if (view.at() == null) {
      return "The leader has not looked at everything yet. Ask again in some seconds.";
    }
    Table table = new Table("CHECK", "FOUND", "MUST HOLD");
    for (Check check : view.checks()) {
      table.row(check.name(), check.count() == 0 ? "fine" : check.count(), check.holds());
    }
    StringBuilder text = new StringBuilder(table.text("Nothing is checked."));
    for (Check check : view.checks()) {
      if (check.count() > 0) {
        text.append("\n\n").append(check.name()).append(": ").append(check.todo());
        check.found().forEach(found -> text.append("\n  ").append(found));
      }
    }
    return text.append("\n\nLooked at ")
        .append(view.rows())
        .append(" rows, ended ")
        .append(view.at())
        .append('.')
        .toString();
  }
}
