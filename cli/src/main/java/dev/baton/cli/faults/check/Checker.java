package dev.baton.cli.faults.check;

import java.util.ArrayList;
import java.util.List;

/** Holds every rule against a history. */
public final class Checker {
  /** Breaches of one rule that are put into words; more are only counted. */
  static final int MAX_WORDED = 20;

  private static final List<Rule> RULES =
      List.of(
          new FiresOnce(),
          new FiresNotEarly(),
          new TriggersKept(),
          new KeysNameOneRun(),
          new AttemptsApart(),
          new TokensGrow(),
          new OutcomesOnce(),
          new SuccessWitnessed(),
          new WitnessesKnown(),
          new RunsEnd(),
          new IncidentsEnd(),
          new LogsWhole());

  private Checker() {}

  /** A verdict for each rule. */
  public static List<Verdict> judge(History history) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Rule rule : RULES) {
      List<String> worded = new ArrayList<>();
      long[] breaches = {0};
      rule.judge(
          history,
          text -> {
            breaches[0]++;
            if (worded.size() < MAX_WORDED) {
              worded.add(text);
            }
          });
      verdicts.add(new Verdict(rule.name(), rule.promise(), breaches[0], List.copyOf(worded)));
    }
    return verdicts;
  }
}
