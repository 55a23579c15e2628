package dev.baton.cli.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fencing token of a later attempt is greater. */
final class TokensGrow implements Rule {
  @Override
  public String name() {
    return "tokens grow";
  }

  @Override
  public String promise() {
    return "The fencing token of a later attempt is greater";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, List<Witness>> tasks = new HashMap<>();
    for (Witness witness : history.witnesses()) {
      tasks
          .computeIfAbsent(witness.run() + "/" + witness.task(), task -> new ArrayList<>())
          .add(witness);
    }
    for (List<Witness> attempts : tasks.values()) {
      attempts.sort(Comparator.comparingInt(Witness::attempt));
      for (int i = 1; i < attempts.size(); i++) {
        if (compare(attempts.get(i - 1).token(), attempts.get(i).token()) >= 0) {
          breach.accept(
              attempts.get(i).name()
                  + " has token "
                  + attempts.get(i).token()
                  + " after "
                  + attempts.get(i - 1).token());
        }
      }
    }
  }

  private static int compare(String former, String latter) {
    String[] a = former.split("\\.");
    String[] b = latter.split("\\.");
    int byEpoch = Long.compare(Long.parseLong(a[0]), Long.parseLong(b[0]));
    return byEpoch != 0 ? byEpoch : Long.compare(Long.parseLong(a[1]), Long.parseLong(b[1]));
  }
}
