package dev.baton.desktop.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the parts of a YAML text that get a colour. */
final class YamlHighlight {
  /** Longer texts are shown plain. */
  static final int MAX_CHARS = 400_000;

  /** What a part is; the style class is {@code yaml-} and the word. */
  enum Kind {
    COMMENT,
    KEY,
    STRING,
    NUMBER,
    WORD,
    MARK
  }

  /** A part from {@code start} to before {@code end}. */
  record Part(int start, int end, Kind kind) {}

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<comment>(?:(?<=\\s)|^)#[^\\n]*)"
              + "|(?<key>(?:(?<=^)|(?<=[\\s{,\\[-]))[\\w./-]+(?=\\s*:(?:\\s|$)))"
              + "|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\n]|'')*')"
              + "|(?<number>(?<![\\w.-])-?\\d+(?:\\.\\d+)?(?:ms|s|m|h|d)?(?![\\w.:/-]))"
              + "|(?<word>(?<![\\w.-])(?:true|false|null|~|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ALLOW|SKIP"
              + "|RERUN|HOLD|FAIL)(?![\\w.-]))"
              + "|(?<mark>(?<=^|\\n)\\s*-(?=\\s)|[{}\\[\\],|>](?=\\s|$|[\\w\"'{\\[}\\]]))",
          Pattern.MULTILINE);

  private YamlHighlight() {}

  static List<Part> of(String text) {
    if (text.length() > MAX_CHARS) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PARTS.matcher(text);
    while (matcher.find()) {
      parts.add(new Part(matcher.start(), matcher.end(), kindOf(matcher)));
    }
    return parts;
  }

  private static Kind kindOf(Matcher matcher) {
    if (matcher.group("comment") != null) {
      return Kind.COMMENT;
    }
    if (matcher.group("key") != null) {
      return Kind.KEY;
    }
    if (matcher.group("string") != null) {
      return Kind.STRING;
    }
    if (matcher.group("number") != null) {
      return Kind.NUMBER;
    }
    return matcher.group("word") != null ? Kind.WORD : Kind.MARK;
  }
}
