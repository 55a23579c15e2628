package dev.baton.common.api.client;

/** No coordinator answered in time; the message names the addresses and what became of each. */
public final class UnreachableException extends ClientException {
  private static final long serialVersionUID = 1L;

  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
