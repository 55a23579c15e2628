package dev.baton.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The application image; without a Java on the path, for it brings its own. */
@EnabledIfSystemProperty(
    named = "baton.desktop.image",
    matches = ".+",
    disabledReason = "the image is made with -Pinstallers")
final class DesktopImageIT {
  private static final Map<String, String> NO_JAVA =
      Map.of("JAVA_HOME", "", "PATH", "/usr/bin:/bin", "DISPLAY", "", "WAYLAND_DISPLAY", "");

  @TempDir Path folder;

  private static String launcher() {
    Path image = Path.of(System.getProperty("baton.desktop.image"));
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("windows")) {
      return image.resolve("baton-workbench.exe").toString();
    }
    if (os.contains("mac")) {
      return image + ".app/Contents/MacOS/baton-workbench";
    }
    return image.resolve("bin/baton-workbench").toString();
  }

  @Test
  void itSaysItsVersion() throws Exception {
    Program program = Program.run(folder, NO_JAVA, List.of(launcher(), "--version"));
    assertEquals(0, program.exitCode(), program.output());
    assertEquals(
        "baton-workbench " + System.getProperty("baton.version"), program.output().strip());
  }

  @Test
  void itDrawsItsFirstScreenInBothLanguagesWithoutADisplay() throws Exception {
    Program program = Program.run(folder, NO_JAVA, List.of(launcher(), "--self-check"));
    assertEquals(0, program.exitCode(), program.output());
    assertTrue(program.output().contains("The workbench works here"), program.output());
  }

  @Test
  void aWrongOptionIsSaidWithTheUsage() throws Exception {
    Program program = Program.run(folder, NO_JAVA, List.of(launcher(), "--sever", "x"));
    assertEquals(2, program.exitCode(), program.output());
    assertTrue(program.output().contains("--server"), program.output());
  }
}
