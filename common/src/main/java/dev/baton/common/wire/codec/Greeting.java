package dev.baton.common.wire.codec;

/**
 * The first message on a link, said by the end that dialled: who it is and why it may come in. An
 * executor's hello follows it without waiting for an answer.
 *
 * @param wireVersion {@link WireCodec#WIRE_VERSION} of the speaker
 * @param role what dials
 * @param token shared secret of that role; empty where none is asked for
 */
public record Greeting(int wireVersion, Role role, String token) {
  public static final int MAX_TOKEN_LENGTH = 1_024;

  public Greeting {
    if (token.length() > MAX_TOKEN_LENGTH) {
      throw new IllegalArgumentException(
          "a token has at most " + MAX_TOKEN_LENGTH + " characters, this one " + token.length());
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Greeting[wireVersion=" + wireVersion + ", role=" + role + "]";
  }

  /** What dials. */
  public enum Role {
    EXECUTOR,
    /** Another coordinator: a standby that watches those before it. */
    COORDINATOR
  }
}
