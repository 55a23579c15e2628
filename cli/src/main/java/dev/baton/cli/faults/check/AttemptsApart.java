package dev.baton.cli.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** No two leased attempts of one task ran at the same time. */
final class AttemptsApart implements Rule {
  @Override
  public String name() {
    return "attempts apart";
  }

  @Override
  public String promise() {
    return "No two leased attempts of one task ran at the same time";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Set<String> exclusive = new HashSet<>();
    for (Promised job : history.promised()) {
      if (job.exclusive()) {
        exclusive.add(job.job());
      }
    }
    Map<String, List<Witness>> tasks = new HashMap<>();
    for (Witness witness : history.witnesses()) {
      if (exclusive.contains(witness.job())) {
        tasks
            .computeIfAbsent(witness.run() + "/" + witness.task(), task -> new ArrayList<>())
            .add(witness);
      }
    }
    for (List<Witness> attempts : tasks.values()) {
      attempts.sort(Comparator.comparingLong(Witness::startMs));
      for (int i = 1; i < attempts.size(); i++) {
        Witness former = attempts.get(i - 1);
        Witness latter = attempts.get(i);
        if (latter.startMs() <= former.lastMs()) {
          breach.accept(
              latter.name()
                  + " started at "
                  + latter.startMs()
                  + ", and "
                  + former.name()
                  + " was alive until "
                  + former.lastMs());
        }
      }
    }
  }
}
