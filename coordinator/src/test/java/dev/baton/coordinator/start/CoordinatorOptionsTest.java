package dev.baton.coordinator.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class CoordinatorOptionsTest {
  @TempDir Path directory;

  @Test
  void standaloneNeedsADirectoryAndNothingElse() {
    CoordinatorSettings settings = parse("--standalone", "--data-dir", directory.toString());
    assertTrue(settings.isStandalone());
    assertTrue(settings.store().isSqlite());
    assertEquals("127.0.0.1", settings.bind());
    assertEquals(7070, settings.apiPort());
    assertEquals(directory.resolve("tokens"), settings.tokens());
  }

  @Test
  void aClusterTakesItsPasswordFromAFileAndShowsItNowhere() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "hush\nignored\n");
    CoordinatorSettings settings =
        parse(
            "--zookeeper",
            "a:1,b:2",
            "--data-dir",
            directory.toString(),
            "--store",
            "jdbc:postgresql://db/baton",
            "--store-user",
            "u",
            "--store-password-file",
            password.toString(),
            "--lease-ms",
            "8000");
    assertFalse(settings.isStandalone());
    assertEquals("hush", settings.store().password());
    assertEquals(8_000, settings.core().leaseMs());
    assertFalse(settings.toString().contains("hush"));
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    String d = directory.toString();
    rejected("either --standalone or --zookeeper", "--data-dir", d);
    rejected(
        "either --standalone or --zookeeper",
        "--standalone",
        "--zookeeper",
        "z:1",
        "--data-dir",
        d);
    rejected("--store jdbc:postgresql", "--zookeeper", "z:1", "--data-dir", d);
    rejected("leave --store out", "--standalone", "--store", "sqlite:x", "--data-dir", d);
    rejected("must begin with", "--zookeeper", "z:1", "--store", "mysql://x", "--data-dir", d);
    rejected("--api-port must be", "--standalone", "--api-port", "70000", "--data-dir", d);
    rejected("--lease-ms must be", "--standalone", "--lease-ms", "10", "--data-dir", d);
    rejected("--tls-cert and --tls-key", "--standalone", "--tls-cert", "x", "--data-dir", d);
    rejected("is not a name", "--standalone", "--id", "a b", "--data-dir", d);
    rejected("--data-dir", "--standalone");
    rejected(
        "Cannot read the password file",
        "--zookeeper",
        "z:1",
        "--store",
        "jdbc:postgresql://x/y",
        "--store-password-file",
        directory.resolve("none").toString(),
        "--data-dir",
        d);
  }

  private static void rejected(String expected, String... args) {
    ParameterException e = assertThrows(ParameterException.class, () -> parse(args));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private static CoordinatorSettings parse(String... args) {
    CoordinatorOptions options = new CoordinatorOptions();
    new CommandLine(options).parseArgs(args);
    return options.settings();
  }
}
