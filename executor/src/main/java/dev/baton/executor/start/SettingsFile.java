package dev.baton.executor.start;

import dev.baton.common.text.WholeCharacters;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Settings by name: from a properties or YAML file, and from the environment. The names are those
 * of the command line's options without the dashes in front.
 */
final class SettingsFile {
  /** {@code BATON_EXECUTOR_DATA_DIR} is {@code --data-dir}. */
  private static final String ENVIRONMENT_PREFIX = "BATON_EXECUTOR_";

  private SettingsFile() {}

  /**
   * @param known names that may stand there
   * @throws StartException with a message for the user
   */
  static Map<String, String> read(Path file, Set<String> known) throws StartException {
    Map<String, String> settings;
    try {
      String name = file.getFileName().toString();
      settings =
          name.endsWith(".yaml") || name.endsWith(".yml") ? readYaml(file) : readProperties(file);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new StartException(
          ExitCode.USAGE,
          "The settings file " + file + " cannot be read: " + e.getMessage() + ".",
          e);
    }
    Set<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new StartException(
          ExitCode.USAGE,
          "The settings file "
              + file
              + " has unknown settings "
              + unknown
              + ". Known are "
              + new TreeSet<>(known)
              + ".");
    }
    return settings;
  }

  private static Map<String, String> readProperties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    return settings;
  }

  private static Map<String, String> readYaml(Path file) throws IOException {
    Map<String, Object> yaml =
        new YAMLMapper()
            .readValue(
                new WholeCharacters(Files.readString(file)),
                new TypeReference<Map<String, Object>>() {});
    Map<String, String> settings = new TreeMap<>();
    if (yaml != null) {
      yaml.forEach((name, value) -> settings.put(name, text(value)));
    }
    return settings;
  }

  /** Lists and maps as the command line writes them: {@code a,b} and {@code k=v,l=w}. */
  private static String text(Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list -> list.stream().map(SettingsFile::text).collect(Collectors.joining(","));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + "=" + text(e.getValue()))
              .collect(Collectors.joining(","));
      case Object plain -> plain.toString();
    };
  }

  /** What the environment says of that setting; null if nothing. */
  static String fromEnvironment(String name, Map<String, String> environment) {
    return environment.get(
        ENVIRONMENT_PREFIX + name.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
  }
}
