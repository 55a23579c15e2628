package dev.baton.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.desktop.theme.ThemeMode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DesktopOptionsTest {
  @Test
  void everyOptionIsRead() {
    DesktopOptions options =
        DesktopOptions.parse(
            List.of(
                "--server",
                "http://a:1,http://b:2",
                "--server",
                "http://c:3",
                "--token-file",
                "t",
                "--name",
                "lab",
                "--production",
                "--lang",
                "zh",
                "--theme",
                "dark",
                "--open",
                "run:7"));
    assertEquals(List.of("http://a:1", "http://b:2", "http://c:3"), options.servers());
    assertEquals("t", options.tokenFile());
    assertEquals("lab", options.name());
    assertTrue(options.production());
    assertEquals("zh", options.language().getLanguage());
    assertEquals(ThemeMode.DARK, options.theme());
    assertEquals(List.of("run:7"), options.editors());
  }

  @Test
  void whatCannotBeUnderstoodIsRefused() {
    for (List<String> wrong :
        List.of(
            List.of("--theme", "pink"),
            List.of("--lang", "fr"),
            List.of("--server"),
            List.of("--nothing", "x"),
            List.of("--open", "run:-1"),
            List.of("file"))) {
      assertThrows(IllegalArgumentException.class, () -> DesktopOptions.parse(wrong));
    }
  }
}
