package dev.baton.executor.link;

/** An address as people write it: {@code host:port}, {@code [::1]:port}. */
public record HostAndPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  public static HostAndPort parse(String text) {
    String trimmed = text.strip();
    int colon = trimmed.lastIndexOf(':');
    String host = colon < 0 ? "" : trimmed.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    int port = port(trimmed.substring(colon + 1));
    if (host.isEmpty() || port < 1) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address: write host:port, for example coordinator-1:7420");
    }
    return new HostAndPort(host, port);
  }

  private static int port(String digits) {
    try {
      int port = Integer.parseInt(digits);
      return port <= MAX_PORT ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
