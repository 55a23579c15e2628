package dev.baton.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void aLogMayColourItsLineAndNoOther() {
    assertEquals(
        "\u001b[31;1mred\u001b[0m", Printable.line("\u001b[31;1mred"), "the colour ends with it");
    assertEquals("a\tb 温度 é", Printable.line("a\tb 温度 é"));
  }

  @Test
  void aLogCannotDriveTheTerminal() {
    assertEquals("␛[2Jgone", Printable.line("\u001b[2Jgone"), "clears the screen");
    assertEquals("␛]0;title␇", Printable.line("\u001b]0;title\u0007"), "renames the window");
    assertEquals("right␍wrong", Printable.line("right\rwrong"), "writes over what stands there");
    assertEquals("␡31m", Printable.line("\u009b31m"), "the one-character form of ESC [");
    assertEquals("␀␡", Printable.line("\u0000\u007f"));
  }
}
