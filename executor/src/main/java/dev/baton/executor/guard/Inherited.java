package dev.baton.executor.guard;

import java.util.Set;
import java.util.regex.Pattern;

/** Which of the executor's own variables its tasks do not get. */
final class Inherited {
  /** Of the executor's settings; tasks of another's making have no business with them. */
  private static final Pattern SECRET = Pattern.compile("BATON_.*(TOKEN|SECRET|PASSWORD|KEY).*");

  /** Said anew of each attempt; those of an attempt that this executor runs in would be wrong. */
  private static final Set<String> PREFIXES_OF_AN_ATTEMPT =
      Set.of(
          "BATON_GUARD",
          "BATON_JOB",
          "BATON_RUN",
          "BATON_TASK",
          "BATON_ATTEMPT",
          "BATON_TRIGGER",
          "BATON_FIRE_",
          "BATON_PARAM",
          "BATON_INPUT",
          "BATON_OUTPUT",
          "BATON_ARTIFACTS");

  private Inherited() {}

  static boolean isWithheld(String variable) {
    return SECRET.matcher(variable).matches()
        || PREFIXES_OF_AN_ATTEMPT.stream().anyMatch(variable::startsWith);
  }
}
