package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Faults of PostgreSQL beside those of its process. */
final class StoreFaults {
  private static final int MAX_STORM = 120;
  private static final String LOGIN_TIMEOUT_S = "3";

  private StoreFaults() {}

  /** Takes every connection that the server gives. */
  static Healing storm(Lab lab, String ignored) {
    Properties login = new Properties();
    login.setProperty("user", lab.storeUser());
    login.setProperty("password", lab.storePassword());
    login.setProperty("loginTimeout", LOGIN_TIMEOUT_S);
    List<Connection> taken = new ArrayList<>();
    for (int i = 0; i < MAX_STORM; i++) {
      try {
        taken.add(DriverManager.getConnection(lab.storeUrl(), login));
      } catch (SQLException e) {
        break; // It gives no more.
      }
    }
    return () -> taken.forEach(StoreFaults::close);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already, perhaps with the server.
    }
  }
}
