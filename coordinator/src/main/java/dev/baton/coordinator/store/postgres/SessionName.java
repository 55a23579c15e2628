package dev.baton.coordinator.store.postgres;

/**
 * How the leadership row names a session: process id and start, for process ids are used again. The
 * text is made by the server, and compared there.
 */
final class SessionName {
  private static final String NAME =
      "a.pid || '@' || (extract(epoch FROM a.backend_start) * 1000000)::bigint";

  /** One row: the name of the session that asks. */
  static final String OWN =
      "SELECT " + NAME + " FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()";

  /** Ends the session of that name, if it lives and is not the one that asks. */
  static final String END =
      "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE "
          + NAME
          + " = :session AND a.pid <> pg_backend_pid()";

  private SessionName() {}
}
