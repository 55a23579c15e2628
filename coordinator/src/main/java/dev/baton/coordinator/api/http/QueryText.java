package dev.baton.coordinator.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The query of a request. Each reader throws a {@link ProblemFailure} that names the parameter. */
public final class QueryText {
  private static final int MAX_PARAMETERS = 100;
  private final Map<String, List<String>> values;

  private QueryText(Map<String, List<String>> values) {
    this.values = values;
  }

  /** {@code raw} is what comes after the question mark; may be null. */
  static QueryText parse(String raw, Set<String> known) {
    Map<String, List<String>> values = new TreeMap<>();
    if (raw != null && !raw.isEmpty()) {
      String[] parts = raw.split("&", MAX_PARAMETERS + 1);
      if (parts.length > MAX_PARAMETERS) {
        throw ProblemFailure.of(
            ProblemCode.BAD_REQUEST, "The query has more than " + MAX_PARAMETERS + " parameters.");
      }
      for (String part : parts) {
        add(values, part, known);
      }
    }
    return new QueryText(values);
  }

  private static void add(Map<String, List<String>> values, String part, Set<String> known) {
    if (part.isEmpty()) {
      return;
    }
    int equals = part.indexOf('=');
    String name = decode(equals < 0 ? part : part.substring(0, equals));
    String value = equals < 0 ? "" : decode(part.substring(equals + 1));
    if (!known.contains(name)) {
      throw ProblemFailure.ofField(
          ProblemCode.BAD_PARAMETER,
          shorten(name),
          "The parameter '"
              + shorten(name)
              + "' is unknown here"
              + (known.isEmpty()
                  ? "; this path takes none."
                  : "; this path takes "
                      + String.join(", ", new java.util.TreeSet<>(known))
                      + "."));
    }
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** Decodes percent signs; a query or path segment that is malformed is refused. */
  static String decode(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.chars().anyMatch(Character::isISOControl)) {
        throw ProblemFailure.of(
            ProblemCode.BAD_REQUEST, "The path or query holds a control character.");
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw ProblemFailure.of(
          ProblemCode.BAD_REQUEST,
          "The path or query holds a percent sign that is not followed by two hexadecimal digits.");
    }
  }

  /** Null where it is absent or empty. */
  public String text(String name, int maxLength) {
    List<String> all = values.get(name);
    if (all == null || all.getFirst().isEmpty()) {
      return null;
    }
    if (all.size() > 1) {
      throw wrong(name, "is given more than once; give it once");
    }
    if (all.getFirst().length() > maxLength) {
      throw wrong(name, "is longer than " + maxLength + " characters");
    }
    return all.getFirst();
  }

  public int integer(String name, int absent, int min, int max) {
    return Math.toIntExact(number(name, absent, min, max));
  }

  public long number(String name, long absent, long min, long max) {
    String text = text(name, 20);
    if (text == null) {
      return absent;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of bounds.
    }
    throw wrong(name, "must be a whole number from " + min + " to " + max + ", was '" + text + "'");
  }

  public boolean flag(String name) {
    String text = text(name, 10);
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false, was '" + text + "'");
    };
  }

  /** Null where it is absent. */
  public Instant instant(String name) {
    String text = text(name, 60);
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(name, "must be an instant such as 2026-01-31T08:00:00Z, was '" + text + "'");
    }
  }

  /** Given several times or with commas between; empty where it is absent. */
  public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    Set<E> found = EnumSet.noneOf(type);
    for (String value : values.getOrDefault(name, List.of())) {
      for (String word : value.split(",")) {
        if (!word.isBlank()) {
          found.add(word(name, type, word.strip()));
        }
      }
    }
    return found;
  }

  private static <E extends Enum<E>> E word(String name, Class<E> type, String word) {
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException e) {
      throw wrong(
          name,
          "must be of "
              + String.join(", ", EnumSet.allOf(type).stream().map(Enum::name).toList())
              + ", was '"
              + shorten(word)
              + "'");
    }
  }

  /** The problem that this parameter is wrong; {@code what} goes on after its name. */
  public static ProblemFailure wrong(String name, String what) {
    return ProblemFailure.ofField(
        ProblemCode.BAD_PARAMETER, name, "The parameter '" + name + "' " + what + ".");
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
