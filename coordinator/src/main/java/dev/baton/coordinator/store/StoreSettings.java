package dev.baton.coordinator.store;

import java.time.Duration;
import java.util.Locale;

/**
 * Where the store is.
 *
 * @param url {@code sqlite:/path/of/baton.db} or {@code jdbc:postgresql://host:port/database};
 *     without user and password
 * @param user for PostgreSQL, else null
 * @param password for PostgreSQL, else null; never logged
 * @param answerTimeout longest wait for one answer; after it the answer is UNKNOWN
 */
public record StoreSettings(String url, String user, String password, Duration answerTimeout) {
  public static final String SQLITE = "sqlite:";
  public static final String POSTGRES = "jdbc:postgresql:";
  public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(10);

  public StoreSettings {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRES)) {
      throw new IllegalArgumentException(
          "The store's URL must begin with "
              + SQLITE
              + " or "
              + POSTGRES
              + "; give sqlite:/path/of/baton.db or jdbc:postgresql://host:5432/database.");
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          "The store's URL holds a password, and URLs end up in logs; give user and password as"
              + " settings of their own.");
    }
  }

  public static StoreSettings sqlite(String path) {
    return new StoreSettings(SQLITE + path, null, null, DEFAULT_ANSWER_TIMEOUT);
  }

  public static StoreSettings postgres(String url, String user, String password) {
    return new StoreSettings(url, user, password, DEFAULT_ANSWER_TIMEOUT);
  }

  public boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "StoreSettings[url=" + url + ", user=" + user + "]";
  }
}
