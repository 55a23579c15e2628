package dev.baton.coordinator.api.handler;

import dev.baton.coordinator.api.http.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page begins, as a word that clients give back unread: the list's name and the last item
 * of the page before.
 */
final class Cursor {
  private static final int MAX_LENGTH = 600;

  private Cursor() {}

  static String after(String list, Object last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + ":" + last).getBytes(StandardCharsets.UTF_8));
  }

  /** The last item of the page before, or null for the first page. */
  static String read(QueryText query, String list) {
    String text = query.text("cursor", MAX_LENGTH);
    if (text == null) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (plain.startsWith(list + ":")) {
        return plain.substring(list.length() + 1);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like the cursor of another list.
    }
    throw wrong();
  }

  /** The same for lists that are numbered; 0 for the first page. */
  static long readNumber(QueryText query, String list) {
    String text = read(query, list);
    try {
      long number = text == null ? 0 : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw wrong();
  }

  static RuntimeException wrong() {
    return QueryText.wrong("cursor", "is not one that this list gave; begin without it");
  }
}
