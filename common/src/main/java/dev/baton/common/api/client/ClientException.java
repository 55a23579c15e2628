package dev.baton.common.api.client;

/** A call of the operator API did not come to a good end; the message is for people. */
public abstract sealed class ClientException extends RuntimeException
    permits ProblemException, UnreachableException {
  private static final long serialVersionUID = 1L;

  ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
