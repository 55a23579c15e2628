package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.LogFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The log as shipped is what the task wrote; of a killed attempt it may lack the end. */
final class LogsWhole implements Rule {
  @Override
  public String name() {
    return "logs whole";
  }

  @Override
  public String promise() {
    return "The log as shipped is what the task wrote; of a killed attempt it may lack the end";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, Witness> witnesses = new HashMap<>();
    history.witnesses().forEach(witness -> witnesses.put(witness.name(), witness));
    Map<String, AttemptFact> attempts = new HashMap<>();
    history.attempts().forEach(attempt -> attempts.put(attempt.name(), attempt));
    for (LogFact log : history.logs()) {
      Witness witness = witnesses.get(log.name());
      List<String> wrote = witness == null ? List.of() : witness.lines();
      AttemptFact attempt = attempts.get(log.name());
      boolean whole = attempt != null && attempt.outcome().equals("SUCCEEDED");
      if (!isStart(log.lines(), wrote)) {
        breach.accept(log.name() + " shipped what it did not write: " + difference(log, wrote));
      } else if (whole && !log.lines().equals(wrote)) {
        breach.accept(
            log.name()
                + " wrote "
                + wrote.size()
                + " lines and shipped "
                + log.lines().size()
                + ", complete: "
                + log.complete());
      }
    }
  }

  /** The last line shipped may be a part of the line written. */
  private static boolean isStart(List<String> shipped, List<String> wrote) {
    for (int i = 0; i < shipped.size(); i++) {
      boolean last = i == shipped.size() - 1;
      if (i >= wrote.size()
          || !(last
              ? wrote.get(i).startsWith(shipped.get(i))
              : wrote.get(i).equals(shipped.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String difference(LogFact log, List<String> wrote) {
    for (int i = 0; i < log.lines().size(); i++) {
      if (i >= wrote.size() || !wrote.get(i).equals(log.lines().get(i))) {
        return "line "
            + (i + 1)
            + " is '"
            + log.lines().get(i)
            + "', written: "
            + (i < wrote.size() ? wrote.get(i) : "nothing more");
      }
    }
    return "";
  }
}
