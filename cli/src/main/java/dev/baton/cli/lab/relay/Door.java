package dev.baton.cli.lab.relay;

import java.util.Locale;

/**
 * Where the relay listens for one target.
 *
 * @param target the member behind it
 * @param host address to listen on
 * @param port to listen on
 * @param targetPort of the member, on loopback
 * @param caller who alone dials this door; empty = it is found out for each connection
 */
public record Door(String target, String host, int port, int targetPort, String caller) {
  /** The relay's argument. */
  public String argument() {
    return String.format(Locale.ROOT, "%s,%s,%d,%d,%s", target, host, port, targetPort, caller);
  }

  static Door parse(String argument) {
    String[] parts = argument.split(",", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("no door: " + argument);
    }
    return new Door(
        parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), parts[4]);
  }
}
