package dev.baton.coordinator.api.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that this coordinator accepts. Kept and looked up as digests, so that the time of a
 * look-up says nothing about a token.
 */
public final class Tokens {
  private final Map<ByteBuffer, Caller> byDigest = new HashMap<>();

  public Tokens(List<TokenFile.Entry> entries) {
    for (TokenFile.Entry entry : entries) {
      byDigest.put(digest(entry.token()), entry.caller());
    }
  }

  public Optional<Caller> callerOf(String token) {
    return Optional.ofNullable(byDigest.get(digest(token)));
  }

  private static ByteBuffer digest(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
