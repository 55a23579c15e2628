package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.SafetyRules;
import dev.baton.coordinator.core.audit.AuditRules;
import dev.baton.coordinator.core.incident.IncidentRules;
import dev.baton.executor.core.ExecutorRules;
import dev.baton.simulation.plant.PlantedBug;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/protocol.md} against the scenarios, the planted bugs and the rules. */
class ProtocolTest {
  private static final List<Class<?>> SCENARIOS =
      List.of(
          ElectionScenarios.class,
          CommitScenarios.class,
          LeaseScenarios.class,
          LinkScenarios.class,
          AttemptScenarios.class,
          SuspicionScenarios.class,
          TimeScenarios.class,
          IncidentScenarios.class,
          AuditScenarios.class,
          RetryScenarios.class,
          LimitScenarios.class);

  private static final Pattern WORD = Pattern.compile("`([a-z][A-Za-z]+)`");
  private static final Pattern BUG = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)+\\b");

  /** A line of a table that names a scenario. */
  private record Row(String rule, String scenario, Set<PlantedBug> bugs) {}

  private static Path protocol() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("docs/protocol.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs/protocol.md");
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    int scenarioColumn = -1;
    for (String line : Files.readAllLines(protocol())) {
      if (!line.startsWith("|")) {
        scenarioColumn = -1;
        continue;
      }
      List<String> cells = cells(line);
      if (cells.contains("scenario")) {
        scenarioColumn = cells.indexOf("scenario");
      } else if (scenarioColumn >= 0 && !line.startsWith("|---")) {
        String bugs = scenarioColumn + 1 < cells.size() ? cells.get(scenarioColumn + 1) : "";
        rows.add(new Row(cells.getFirst(), word(cells.get(scenarioColumn), line), bugs(bugs)));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private static String word(String cell, String line) {
    Matcher matcher = WORD.matcher(cell);
    assertTrue(matcher.matches(), () -> "names no scenario: " + line);
    return matcher.group(1);
  }

  private static Set<PlantedBug> bugs(String cell) {
    Set<PlantedBug> bugs = new TreeSet<>();
    Matcher matcher = BUG.matcher(cell);
    while (matcher.find()) {
      bugs.add(PlantedBug.valueOf(matcher.group()));
    }
    return bugs;
  }

  private static Map<String, Method> scenarios() {
    Map<String, Method> found = new TreeMap<>();
    for (Class<?> type : SCENARIOS) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          found.put(method.getName(), method);
        }
      }
    }
    return found;
  }

  @Test
  void everyScenarioOfTheProtocolExistsAndEveryScenarioIsInTheProtocol() throws IOException {
    Set<String> named =
        rows().stream().map(Row::scenario).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(named, scenarios().keySet());
  }

  @Test
  void everyScenarioProvesThePlantedBugsThatTheProtocolNamesForIt() throws IOException {
    Map<String, Set<PlantedBug>> named = new TreeMap<>();
    for (Row row : rows()) {
      named.computeIfAbsent(row.scenario(), key -> new TreeSet<>()).addAll(row.bugs());
    }
    Map<String, Set<PlantedBug>> proved = new TreeMap<>();
    scenarios()
        .forEach((name, method) -> {
          Proves proves = method.getAnnotation(Proves.class);
          proved.put(name, proves == null ? Set.of() : new TreeSet<>(List.of(proves.value())));
        });
    assertEquals(named, proved);
  }

  @Test
  void everyPlantedBugIsInTheProtocol() throws IOException {
    Set<PlantedBug> named = new TreeSet<>();
    rows().forEach(row -> named.addAll(row.bugs()));
    assertEquals(new TreeSet<>(List.of(PlantedBug.values())), named);
  }

  @Test
  void everyRuleOfTheCoresIsInTheProtocol() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Row row : rows()) {
      Matcher matcher = WORD.matcher(row.rule());
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    Set<String> rules = new TreeSet<>();
    for (Class<?> type :
        List.of(SafetyRules.class, IncidentRules.class, AuditRules.class, ExecutorRules.class)) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> !method.isSynthetic())
          .forEach(method -> rules.add(method.getName()));
    }
    assertEquals(rules, named);
  }
}
