package dev.baton.cli.faults.check;

import java.util.List;

/**
 * What a rule found.
 *
 * @param breaches how many
 * @param worded the first of them
 */
public record Verdict(String rule, String promise, long breaches, List<String> worded) {
  public boolean holds() {
    return breaches == 0;
  }
}
