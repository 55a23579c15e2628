package dev.baton.common.api;

/**
 * @param cancelAfterMs attempts that still run after this time are canceled; null = 600,000
 * @param reason may be null
 */
public record DrainRequest(Long cancelAfterMs, String reason) {
  public static final long DEFAULT_CANCEL_AFTER_MS = 600_000;
}
