package dev.baton.common.jobfile;

import dev.baton.common.id.Names;
import dev.baton.common.jobfile.Node.Entry;
import dev.baton.common.jobfile.Node.Mapping;
import dev.baton.common.jobfile.Node.Scalar;
import dev.baton.common.jobfile.Node.Sequence;
import dev.baton.common.text.DurationText;
import dev.baton.common.text.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns single values into what they mean. A value that cannot be read is reported and comes back
 * as null, or as the default that was given.
 */
final class Values {
  private static final int MAX_SHOWN = 40;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  /** A text as it was written, also where it looks like a number. */
  String text(Field field, int maxLength) {
    if (field == null) {
      return null;
    }
    if (!(field.node() instanceof Scalar scalar) || scalar.isNull()) {
      problems.add(
          field,
          "this must be a text, but it is " + field.node().kind(),
          field.node() instanceof Scalar
              ? "write \"\" for an empty text"
              : "put the text in quotes if it holds brackets or ': '");
      return null;
    }
    String text = scalar.text();
    if (text.length() > maxLength) {
      problems.add(field, "the text is longer than " + maxLength + " characters", null);
      return null;
    }
    int strange = strangeCharacter(text);
    if (strange >= 0) {
      problems.add(
          field,
          "the text holds the character U+%04X, which no program takes".formatted(strange),
          "leave it out");
      return null;
    }
    return text;
  }

  /** As {@link #text}, and not blank. */
  String filledText(Field field, int maxLength) {
    String text = text(field, maxLength);
    if (text != null && text.isBlank()) {
      problems.add(field, "'" + field.name() + "' is empty", "fill it in, or leave it out");
      return null;
    }
    return text;
  }

  /** A name by the rule of {@link Names}. */
  String name(Field field, String what) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    return text != null && checkName(field, what, text) ? text : null;
  }

  Integer integer(Field field, int min, int max, Integer otherwise) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message for both.
    }
    problems.add(
        field, "'" + shorten(text) + "' is not a whole number from " + min + " to " + max, null);
    return otherwise;
  }

  double decimal(Field field, double min, double max, double otherwise) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message for both.
    }
    problems.add(field, "'" + shorten(text) + "' is not a number from " + min + " to " + max, null);
    return otherwise;
  }

  boolean flag(Field field, boolean otherwise) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return otherwise;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    problems.add(field, "'" + shorten(text) + "' is neither true nor false", null);
    return otherwise;
  }

  /** One of the words of an enum, as they are written there. */
  <E extends Enum<E>> E word(Field field, Class<E> type, E otherwise) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
      words.add(constant.name());
    }
    String near = Nearest.to(text.replace('-', '_'), words);
    problems.add(
        field,
        "'" + shorten(text) + "' is not known for '" + field.name() + "'",
        near != null ? "did you mean " + near + "?" : "use " + String.join(", ", words));
    return otherwise;
  }

  Duration duration(Field field, Duration min, Duration otherwise) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return otherwise;
    }
    try {
      Duration duration = DurationText.parse(text);
      if (duration.compareTo(min) >= 0) {
        return duration;
      }
      problems.add(
          field,
          "'" + shorten(text) + "' is too short",
          "write " + DurationText.format(min) + " or more");
    } catch (IllegalArgumentException e) {
      problems.add(field, e.getMessage(), null);
    }
    return otherwise;
  }

  Instant instant(Field field) {
    String text = text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.isBefore(EARLIEST)
          || instant.isAfter(LATEST)
          || !instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
        problems.add(
            field,
            "'" + shorten(text) + "' must be whole milliseconds in the years 1970 to 9998",
            null);
        return null;
      }
      return instant;
    } catch (DateTimeException e) {
      problems.add(
          field,
          "'" + shorten(text) + "' is no point in time",
          "write date, time and offset, for example 2026-05-01T08:30:00+08:00");
      return null;
    }
  }

  /** The items of a list; empty if it is none, which is reported. */
  List<Field> items(Field field, int max) {
    if (field == null) {
      return List.of();
    }
    if (!(field.node() instanceof Sequence sequence)) {
      String fix = "write [a, b], or a line '- a' for each";
      problems.add(field, "this must be a list, but it is " + field.node().kind(), fix);
      return List.of();
    }
    if (sequence.items().size() > max) {
      problems.add(
          field, "the list has " + sequence.items().size() + " items; the limit is " + max, null);
      return List.of();
    }
    List<Field> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      items.add(field.item(item, items.size()));
    }
    return items;
  }

  List<String> texts(Field field, int max) {
    List<String> texts = new ArrayList<>();
    for (Field item : items(field, max)) {
      String text = text(item, JobFileLimits.MAX_VALUE);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * Names with texts.
   *
   * @param what one of the names is, for messages; null = names are not checked here
   */
  SortedMap<String, String> map(Field field, String what) {
    SortedMap<String, String> map = new TreeMap<>();
    if (field == null) {
      return map;
    }
    if (!(field.node() instanceof Mapping mapping)) {
      problems.add(
          field, "this must be a mapping, but it is " + field.node().kind(), "write {name: value}");
      return map;
    }
    if (mapping.entries().size() > JobFileLimits.MAX_ENTRIES) {
      problems.add(field, "there are more than " + JobFileLimits.MAX_ENTRIES + " names here", null);
      return map;
    }
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      Field atKey = field.entry(entry.key(), name);
      String value = text(field.entry(entry.value(), name), JobFileLimits.MAX_VALUE);
      boolean named = what == null || checkName(atKey, what, name);
      if (map.containsKey(name)) {
        problems.add(atKey, "'" + atKey.name() + "' stands here twice", "keep one of them");
      } else if (named && value != null) {
        map.put(name, value);
      }
    }
    return map;
  }

  private boolean checkName(Field field, String what, String name) {
    try {
      Names.check(what, name);
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(field, e.getMessage(), null);
      return false;
    }
  }

  /** NUL ends texts for every program, and half a surrogate pair is no character; else -1. */
  private static int strangeCharacter(String text) {
    return text.codePoints()
        .filter(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        .findFirst()
        .orElse(-1);
  }

  static String shorten(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
