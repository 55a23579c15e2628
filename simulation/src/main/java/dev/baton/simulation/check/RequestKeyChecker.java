package dev.baton.simulation.check;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.simulation.store.StoreRows;
import java.util.HashMap;
import java.util.Map;

/** A request key names one run, however often and wherever it is asked for. */
public final class RequestKeyChecker implements Witness {
  private static final String NAME = "request keys";

  private record Key(JobKey job, String key) {}

  private final Map<Key, RunId> answered = new HashMap<>();
  private boolean wentBack;

  @Override
  public void clientAnswered(Command command, CommandResult result) {
    if (result instanceof CommandResult.RunAccepted accepted && !wentBack) {
      Key key =
          switch (command) {
            case Command.TriggerRun trigger -> new Key(trigger.job(), trigger.requestKey());
            case Command.RerunRun rerun -> new Key(rerun.original().job(), rerun.requestKey());
            default -> null;
          };
      if (key == null || key.key() == null) {
        return;
      }
      RunId before = answered.putIfAbsent(key, accepted.run());
      if (before != null && !before.equals(accepted.run())) {
        throw new Violation(NAME, key + " was run " + before + " and is now " + accepted.run());
      }
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    wentBack = true;
    answered.clear();
  }
}
