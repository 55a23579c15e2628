package dev.baton.common.api.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How to reach a cluster.
 *
 * @param servers addresses of coordinators, for example {@code http://127.0.0.1:7070}; at least one
 * @param token bearer token; null = none
 * @param requestTimeout for one try of one call
 * @param patience how long a call goes on trying while no coordinator answers or none leads
 * @param tls for https addresses; null = the JVM's own trust
 */
public record ClientSettings(
    List<URI> servers, String token, Duration requestTimeout, Duration patience, SSLContext tls) {
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(15);
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  public ClientSettings {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("a client needs the address of at least one coordinator");
    }
    for (URI server : servers) {
      if (server.getHost() == null
          || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
        throw new IllegalArgumentException(
            "'" + server + "' is no address of a coordinator; write it as http://host:port");
      }
    }
  }

  public static ClientSettings of(List<URI> servers, String token) {
    return new ClientSettings(servers, token, DEFAULT_REQUEST_TIMEOUT, DEFAULT_PATIENCE, null);
  }

  public ClientSettings withPatience(Duration newPatience) {
    return new ClientSettings(servers, token, requestTimeout, newPatience, tls);
  }

  /**
   * @param newTls null = the JVM's own trust
   */
  public ClientSettings withTls(SSLContext newTls) {
    return new ClientSettings(servers, token, requestTimeout, patience, newTls);
  }
}
