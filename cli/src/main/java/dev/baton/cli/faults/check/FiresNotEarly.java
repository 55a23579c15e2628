package dev.baton.cli.faults.check;

import java.util.function.Consumer;

/** Nothing started before its fire time, by more than clocks may differ unnoticed. */
final class FiresNotEarly implements Rule {
  /** As the product promises: a step of up to two seconds is not seen as one. */
  static final long MOST_EARLY_MS = 2_000;

  @Override
  public String name() {
    return "fires not early";
  }

  @Override
  public String promise() {
    return "Nothing started more than 2 s, by which clocks may differ, before its fire time";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    for (Witness witness : history.witnesses()) {
      long earlyMs = -witness.latenessMs().orElse(0);
      if (earlyMs > MOST_EARLY_MS) {
        breach.accept(witness.name() + " started " + earlyMs + " ms before its fire time");
      }
    }
  }
}
