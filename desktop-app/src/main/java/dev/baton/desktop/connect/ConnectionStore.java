package dev.baton.desktop.connect;

import dev.baton.desktop.settings.SettingsFolder;
import java.util.ArrayList;
import java.util.List;

/** The saved connections, most recently used first. Tokens are not among them, only their files. */
public final class ConnectionStore {
  public static final int MAX_CONNECTIONS = 50;

  private static final String FILE = "connections.json";

  private final SettingsFolder settings;

  public ConnectionStore(SettingsFolder settings) {
    this.settings = settings;
  }

  private record Saved(List<Connection> connections) {}

  public List<Connection> all() {
    return settings.read(FILE, Saved.class).map(Saved::connections).orElse(List.of());
  }

  /** Puts a connection first, replacing one of the same name. */
  public void used(Connection connection) {
    List<Connection> next = new ArrayList<>();
    next.add(connection);
    for (Connection other : all()) {
      if (!other.name().equals(connection.name()) && next.size() < MAX_CONNECTIONS) {
        next.add(other);
      }
    }
    settings.write(FILE, new Saved(next));
  }

  public void forget(String name) {
    settings.write(
        FILE, new Saved(all().stream().filter(each -> !each.name().equals(name)).toList()));
  }
}
