package dev.baton.coordinator.api.auth;

import dev.baton.common.api.ClusterView.CallerRole;

/** Whom a token names. */
public record Caller(String name, CallerRole role) {
  public boolean may(CallerRole needed) {
    return role.compareTo(needed) >= 0;
  }
}
