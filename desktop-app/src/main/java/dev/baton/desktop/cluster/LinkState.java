package dev.baton.desktop.cluster;

/** How the workbench stands with its cluster. */
public enum LinkState {
  /** First answer not in yet. */
  CONNECTING,
  /** Answers and events come. */
  LIVE,
  /** No coordinator answers; what is shown is stale, and we go on trying. */
  LOST,
  /** The cluster refuses us, for example the token; trying again would not help. */
  REFUSED
}
