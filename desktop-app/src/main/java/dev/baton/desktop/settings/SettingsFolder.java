package dev.baton.desktop.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes settings as JSON. */
public final class SettingsFolder {
  /** A settings file beyond this size is not ours. */
  public static final long MAX_FILE_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFolder.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;

  public SettingsFolder(Path folder) {
    this.folder = folder;
  }

  /** Where the operating system wants the settings of a user's programs. */
  public static SettingsFolder ofUser(Map<String, String> environment, Path home) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path base;
    if (system.contains("win") && environment.get("APPDATA") != null) {
      base = Path.of(environment.get("APPDATA"));
    } else if (system.contains("mac")) {
      base = home.resolve("Library").resolve("Application Support");
    } else {
      String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
      base = configured.isBlank() ? home.resolve(".config") : Path.of(configured);
    }
    return new SettingsFolder(base.resolve("baton").resolve("workbench"));
  }

  public Path path() {
    return folder;
  }

  /** The settings in that file; empty if there are none, or if they cannot be read. */
  public <T> Optional<T> read(String file, Class<T> type) {
    Path path = folder.resolve(file);
    try {
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      if (Files.size(path) > MAX_FILE_BYTES) {
        setAside(path, "it is longer than " + MAX_FILE_BYTES + " bytes");
        return Optional.empty();
      }
      return Optional.of(JSON.readValue(Files.readString(path), type));
    } catch (JacksonException broken) {
      setAside(path, broken.getOriginalMessage());
      return Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("Settings {} cannot be read; going on without them", path, unreadable);
      return Optional.empty();
    }
  }

  /** Replaces the settings in that file; a failure is logged, for losing them hurts nobody. */
  public void write(String file, Object settings) {
    Path path = folder.resolve(file);
    Path draft = folder.resolve(file + ".new");
    try {
      Files.createDirectories(folder);
      Files.writeString(draft, JSON.writeValueAsString(settings));
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      LOG.warn("Settings {} cannot be written; they hold until the program ends", path, unwritable);
    }
  }

  private static void setAside(Path path, String why) {
    Path aside = path.resolveSibling(path.getFileName() + ".broken");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("Settings {} are broken ({}); moved to {} and starting afresh", path, why, aside);
    } catch (IOException stuck) {
      LOG.warn("Settings {} are broken ({}) and cannot be moved", path, why, stuck);
    }
  }
}
