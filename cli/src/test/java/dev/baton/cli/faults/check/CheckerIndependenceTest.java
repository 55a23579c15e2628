package dev.baton.cli.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checker must not believe the product: it uses none of its code. */
class CheckerIndependenceTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/baton/cli/faults/check");

  @Test
  void theCheckerUsesNoneOfTheProductsCode() throws IOException {
    List<String> foreign = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<Path> sources = files.toList();
      assertTrue(sources.size() > 10, "sources were found");
      for (Path file : sources) {
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("import (static )?dev\\.baton\\..*"))
            .filter(line -> !line.contains("dev.baton.cli.faults.check."))
            .forEach(line -> foreign.add(file.getFileName() + ": " + line));
      }
    }
    assertEquals(List.of(), foreign);
  }
}
