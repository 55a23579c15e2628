package dev.baton.common.text;

import java.io.Reader;

/**
 * Hands out a text in pieces that never end in the middle of a character. Every text that is given
 * to the YAML parser goes through it: the parser reads past its buffer when a full piece ends with
 * the first half of a surrogate pair (snakeyaml-engine 3.0.1). For one thread.
 */
public final class WholeCharacters extends Reader {
  private final String text;
  private int at;

  public WholeCharacters(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int from, int length) {
    if (at >= text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), at + length);
    if (end < text.length() && end - at > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    text.getChars(at, end, buffer, from);
    int count = end - at;
    at = end;
    return count;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
