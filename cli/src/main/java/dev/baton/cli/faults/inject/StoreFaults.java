package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Faults of PostgreSQL beside those of its process. */
final class StoreFaults {
  private static final int MAX_STORM = 120;
  private static final String LOGIN_TIMEOUT_S = "3";
  private static final int TRIES = 10;
  private static final long BETWEEN_TRIES_MS = 1_000;

  private StoreFaults() {}

  /** Takes every connection that the server gives. */
  static Healing storm(Lab lab, String ignored) {
    Properties login = login(lab);
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

  private static Properties login(Lab lab) {
    Properties login = new Properties();
    login.setProperty("user", lab.storeUser());
    login.setProperty("password", lab.storePassword());
    login.setProperty("loginTimeout", LOGIN_TIMEOUT_S);
    return login;
  }

  /** Each flush of the log waits as long as PostgreSQL can be told to: a tenth of a second. */
  static Healing slowDisk(Lab lab, String ignored) throws InterruptedException {
    configure(
        lab, "ALTER SYSTEM SET commit_delay = 100000", "ALTER SYSTEM SET commit_siblings = 0");
    return () ->
        configure(lab, "ALTER SYSTEM RESET commit_delay", "ALTER SYSTEM RESET commit_siblings");
  }

  private static void configure(Lab lab, String... statements) throws InterruptedException {
    SQLException last = null;
    for (int i = 0; i < TRIES; i++) {
      try (Connection connection = DriverManager.getConnection(lab.storeUrl(), login(lab));
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
        statement.execute("SELECT pg_reload_conf()");
        return;
      } catch (SQLException e) {
        last = e;
      }
      Thread.sleep(BETWEEN_TRIES_MS);
    }
    throw new LabException("PostgreSQL cannot be configured: " + last.getMessage(), last);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already, perhaps with the server.
    }
  }
}
