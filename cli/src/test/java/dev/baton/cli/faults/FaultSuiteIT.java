package dev.baton.cli.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.samples.probe.ProbeHandlers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault suite, a minute of it with a fixed seed; profile {@code fault-tests} makes it long. The
 * report is in {@code target/fault-report}.
 */
class FaultSuiteIT {
  @Test
  @EnabledOnOs(OS.LINUX)
  void aSeededMixtureOfFaultsViolatesNothing(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("faults.seed", 11);
    Duration length = new Span().convert(System.getProperty("faults.for", "60s"));
    Duration longest = new Span().convert(System.getProperty("faults.longest", "10s"));
    Path report = Path.of("target", "fault-report").toAbsolutePath();
    SuiteOptions options =
        new SuiteOptions(
            folder.resolve("lab"),
            report,
            handlers(folder),
            seed,
            length,
            2,
            20,
            longest,
            3,
            4,
            false,
            "./mvnw verify -pl cli -am, seed " + seed + ", for " + length.toSeconds() + " s");
    Findings findings = new Suite(options, System.out).run();
    assertTrue(
        findings.isClean(),
        () -> {
          try {
            return Files.readString(report.resolve("fault-report.md"));
          } catch (IOException e) {
            return "the report cannot be read: " + e.getMessage();
          }
        });
    assertTrue(findings.faultCount() >= 3, "too few faults: " + findings.faultCount());
  }

  /** The samples' jar; where the build has only their classes, a jar of these. */
  private static Path handlers(Path folder) throws IOException, URISyntaxException {
    Path source =
        Path.of(ProbeHandlers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(source)) {
      return source;
    }
    Path jar = folder.resolve("baton-samples.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(source)) {
      List<Path> classes = all.filter(Files::isRegularFile).toList();
      for (Path one : classes) {
        out.putNextEntry(new JarEntry(source.relativize(one).toString()));
        Files.copy(one, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
