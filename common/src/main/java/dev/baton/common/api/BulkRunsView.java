package dev.baton.common.api;

import java.util.List;

/** What became of each request key, in the order asked. */
public record BulkRunsView(List<Item> items) {
  /**
   * @param run null if it was refused
   * @param created false if the key had been used before
   * @param problem null if it was accepted
   */
  public record Item(String requestKey, Long run, boolean created, Problem problem) {}
}
