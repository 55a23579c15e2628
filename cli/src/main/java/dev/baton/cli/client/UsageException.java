package dev.baton.cli.client;

/** What was asked for cannot be done as it stands; the message is for people. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message, null, false, false);
  }
}
