package dev.baton.desktop.log;

/** Makes a line of a log fit to be drawn: no escape sequences, no control characters. */
final class LogText {
  private static final String TAB = "    ";
  private static final char ESCAPE = '\u001b';
  private static final char CONTROL_MARK = '\u00b7';

  private LogText() {}

  static String readable(String line) {
    boolean plain = true;
    for (int i = 0; plain && i < line.length(); i++) {
      plain = line.charAt(i) >= ' ' && line.charAt(i) != '\u007f';
    }
    return plain ? line : clean(line);
  }

  private static String clean(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ESCAPE) {
        i = endOfEscape(line, i);
      } else if (c == '\t') {
        text.append(TAB);
      } else if (c == '\r') {
        if (i + 1 < line.length()) {
          text.append(CONTROL_MARK);
        }
      } else if (c < ' ' || c == '\u007f') {
        text.append(CONTROL_MARK);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Place of the last character of the escape sequence that begins at {@code start}. */
  private static int endOfEscape(String line, int start) {
    int i = start + 1;
    if (i >= line.length() || line.charAt(i) != '[') {
      return Math.min(i, line.length() - 1);
    }
    i++;
    while (i < line.length() && (line.charAt(i) < '@' || line.charAt(i) > '~')) {
      i++;
    }
    return Math.min(i, line.length() - 1);
  }
}
