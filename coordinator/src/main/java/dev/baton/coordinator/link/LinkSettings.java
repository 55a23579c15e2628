package dev.baton.coordinator.link;

import io.netty.handler.ssl.SslContext;

/**
 * How the link port is served.
 *
 * @param host to bind, a name or number
 * @param port 0 = any that is free
 * @param tls null = plain
 * @param executorToken what executors must show; empty = nothing
 * @param coordinatorToken what other coordinators must show; empty = nothing
 */
public record LinkSettings(
    String host, int port, SslContext tls, String executorToken, String coordinatorToken) {
  /** Never shows the tokens. */
  @Override
  public String toString() {
    return "LinkSettings[" + host + ":" + port + (tls == null ? "" : " with TLS") + "]";
  }
}
