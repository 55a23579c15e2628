package dev.baton.common.api;

import java.util.List;

/** Why a run or its tasks wait; no gates = nothing waits. */
public record ExplainView(long run, List<GateView> gates) {
  /**
   * @param task null for the run itself
   * @param gate its kind
   * @param value how it stands now
   * @param opensWhen what would open it
   */
  public record GateView(String task, String gate, String value, String opensWhen) {}
}
