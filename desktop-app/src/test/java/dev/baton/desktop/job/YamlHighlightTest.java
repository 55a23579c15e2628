package dev.baton.desktop.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.desktop.job.YamlHighlight.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlHighlightTest {
  private static List<String> parts(String text) {
    return YamlHighlight.of(text).stream()
        .map(part -> part.kind() + " " + text.substring(part.start(), part.end()).strip())
        .toList();
  }

  @Test
  void keysStringsNumbersWordsAndComments() {
    assertEquals(
        List.of(
            "MARK -",
            "KEY cron",
            "STRING \"0 0/5 * * * ?\"",
            "COMMENT # seconds first",
            "KEY misfire",
            "WORD FIRE_ONCE",
            "KEY timeout",
            "NUMBER 10m"),
        parts(
            "  - cron: \"0 0/5 * * * ?\"  # seconds first\n    misfire: FIRE_ONCE\n    timeout: 10m"));
  }

  @Test
  void aNumberWithinANameIsNoNumberAndAHashWithinATextNoComment() {
    assertEquals(List.of("KEY name"), parts("name: aggregate-2012"));
    assertEquals(List.of("KEY url"), parts("url: http://host/a#b"));
  }

  @Test
  void partsNeverOverlapAndGrow() {
    String text = "a: {b: [1, 'two', \"three\"], c: true}\n# end\n";
    int at = 0;
    for (YamlHighlight.Part part : YamlHighlight.of(text)) {
      assertEquals(true, part.start() >= at && part.end() > part.start(), part.toString());
      at = part.end();
    }
    assertEquals(Kind.COMMENT, YamlHighlight.of(text).getLast().kind());
  }
}
