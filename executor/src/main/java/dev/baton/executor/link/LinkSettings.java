package dev.baton.executor.link;

import io.netty.handler.ssl.SslContext;

/**
 * How to reach coordinators.
 *
 * @param connectTimeoutMs for one dial
 * @param token said in the greeting; empty if none
 * @param tls null for plain TCP
 */
public record LinkSettings(int connectTimeoutMs, String token, SslContext tls) {
  public static final int DEFAULT_CONNECT_TIMEOUT_MS = 2_000;

  public static LinkSettings plain() {
    return new LinkSettings(DEFAULT_CONNECT_TIMEOUT_MS, "", null);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "LinkSettings[connectTimeoutMs=" + connectTimeoutMs + ", tls=" + (tls != null) + "]";
  }
}
