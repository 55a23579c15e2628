package dev.baton.desktop.connect;

import java.util.List;

/**
 * How to reach a cluster, as the operator saved it.
 *
 * @param name shown everywhere; unique among the saved ones
 * @param servers addresses of coordinators, as {@code http://host:port}
 * @param tokenFile path of a file that holds the token; empty = no token
 * @param production looks different, and dangerous actions name it
 */
public record Connection(String name, List<String> servers, String tokenFile, boolean production) {
  public static final int MAX_NAME_LENGTH = 60;
  public static final int MAX_SERVERS = 20;

  public Connection {
    servers = List.copyOf(servers);
    tokenFile = tokenFile == null ? "" : tokenFile;
  }
}
