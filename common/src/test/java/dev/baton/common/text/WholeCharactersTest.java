package dev.baton.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class WholeCharactersTest {
  private static final String CLEF = new String(Character.toChars(0x1D11E));

  @Test
  void aPieceNeverEndsInTheMiddleOfACharacter() {
    for (int room = 2; room < 7; room++) {
      String text = "a" + CLEF + "bc" + CLEF + CLEF + "d";
      assertEquals(text, readAll(text, room));
    }
  }

  @Test
  void aLoneHalfAtTheEndIsHandedOutAsItStands() {
    assertEquals("ab\uD834", readAll("ab\uD834", 3));
  }

  /** The parser's buffer has 1025 characters; a pair is laid over each place around its end. */
  @Test
  void theYamlParserReadsACharacterOfTwoHalvesAtTheEndOfItsBuffer() {
    YAMLMapper yaml = new YAMLMapper();
    for (int before = 1000; before < 1040; before++) {
      String value = "x".repeat(before) + CLEF.repeat(600);
      String read = yaml.readTree(new WholeCharacters("a: " + value)).get("a").asString();
      assertEquals(value, read);
    }
  }

  private static String readAll(String text, int room) {
    StringBuilder read = new StringBuilder();
    char[] buffer = new char[room + 1];
    try (WholeCharacters reader = new WholeCharacters(text)) {
      for (int count; (count = reader.read(buffer, 1, room)) > 0; ) {
        boolean isOver = read.length() + count == text.length();
        assertFalse(Character.isHighSurrogate(buffer[count]) && !isOver, "at " + read.length());
        read.append(buffer, 1, count);
      }
    }
    return read.toString();
  }
}
