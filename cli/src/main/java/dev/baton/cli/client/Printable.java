package dev.baton.cli.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of somebody else's, fit for a terminal. A task's log may hold anything, sequences that move
 * the cursor, rename the window or type for the reader included; colours are all that is let
 * through.
 */
public final class Printable {
  /** First of Unicode's pictures for control characters: ␀. */
  private static final int PICTURES = 0x2400;

  private static final int DELETE = 0x7f;
  private static final int LAST_C1 = 0x9f;
  private static final String RESET = "\u001b[0m";
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,30}m");

  private Printable() {}

  /** A line of a log: colours and tabs stay, and a colour ends with its line. */
  public static String line(String text) {
    Matcher colours = COLOUR.matcher(text);
    StringBuilder printed = new StringBuilder(text.length());
    int from = 0;
    boolean coloured = false;
    while (colours.find()) {
      append(printed, text, from, colours.start());
      printed.append(colours.group());
      from = colours.end();
      coloured = true;
    }
    append(printed, text, from, text.length());
    return coloured ? printed.append(RESET).toString() : printed.toString();
  }

  private static void append(StringBuilder to, String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        to.append(c);
      } else if (c < ' ') {
        to.append((char) (PICTURES + c));
      } else if (c >= DELETE && c <= LAST_C1) {
        to.append('\u2421');
      } else {
        to.append(c);
      }
    }
  }
}
