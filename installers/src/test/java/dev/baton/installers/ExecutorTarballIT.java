package dev.baton.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the start script is a shell script")
final class ExecutorTarballIT {
  private static final String VERSION = System.getProperty("baton.version");
  private static final int USAGE = 2;

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws Exception {
    Program tar =
        Program.run(
            folder,
            Map.of(),
            List.of(
                "tar",
                "-xzf",
                System.getProperty("baton.executor.tarball"),
                "-C",
                folder.toString()));
    assertEquals(0, tar.exitCode(), tar.output());
    home = folder.resolve("baton-executor-" + VERSION);
  }

  private Program start(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/baton-executor").toString());
    command.addAll(Arrays.asList(arguments));
    return Program.run(folder, environment, command);
  }

  private Program start(String... arguments) throws Exception {
    return start(Map.of("BATON_JAVA_HOME", System.getProperty("java.home")), arguments);
  }

  @Test
  void itSaysItsVersion() throws Exception {
    Program program = start("--version");
    assertEquals(0, program.exitCode(), program.output());
    assertEquals("baton-executor " + VERSION, program.output().strip());
  }

  @Test
  void itFindsAJavaByItselfEvenWhereTheOneOnThePathIsTooOld() throws Exception {
    Program program = start(Map.of("BATON_JAVA_HOME", "", "JAVA_HOME", "/nowhere"), "--version");
    assertEquals(0, program.exitCode(), program.output());
  }

  @Test
  void aJavaThatIsNoneIsSaidInOneLine() throws Exception {
    Program program = start(Map.of("BATON_JAVA_HOME", "/nowhere"), "--version");
    assertEquals(1, program.exitCode());
    assertTrue(program.output().contains("/nowhere"), program.output());
    assertEquals(1, program.output().lines().count(), program.output());
  }

  @Test
  void aMissingSettingsFileIsNamedAndNothingStarts() throws Exception {
    Program program = start("--config", folder.resolve("missing.yaml").toString());
    assertEquals(USAGE, program.exitCode(), program.output());
    assertTrue(program.output().contains("missing.yaml"), program.output());
    assertTrue(!program.output().contains("\tat "), "a stack trace: " + program.output());
  }

  @Test
  void withNoSettingsAtAllItSaysThatItKnowsNoCoordinator() throws Exception {
    Program program = start("--data-dir", folder.resolve("data").toString());
    assertEquals(USAGE, program.exitCode(), program.output());
    assertTrue(program.output().contains("--coordinators"), program.output());
  }

  @Test
  void settingsInConfAreReadAndTheExampleIsWellFormed() throws Exception {
    Files.copy(home.resolve("conf/executor.yaml.example"), home.resolve("conf/executor.yaml"));
    Program program = start("--token-file", folder.resolve("no-such.token").toString());
    assertEquals(5, program.exitCode(), program.output());
    assertTrue(program.output().contains("no-such.token"), program.output());
  }

  @Test
  void theFoldersAreAsTheReadmeSays() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("handlers"))) {
      assertEquals(0, files.count());
    }
    assertTrue(Files.isRegularFile(home.resolve("README.md")));
    assertTrue(Files.isRegularFile(home.resolve("LICENSE")));
    assertTrue(Files.isRegularFile(home.resolve("systemd/baton-executor.service")));
    assertTrue(Files.isRegularFile(home.resolve("lib/baton-executor.jar")));
  }
}
