package dev.baton.desktop.actions;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.input.KeyCombination;

/** Which keys perform which action: defaults, and what the user changed. */
public final class Keymap {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("palette.show", "Shortcut+Shift+A"),
          Map.entry("connection.open", "Shortcut+Shift+C"),
          Map.entry("run.trigger", "Shift+F10"),
          Map.entry("run.rerun", "Shortcut+F5"),
          Map.entry("run.cancel", "Shortcut+F2"),
          Map.entry("view.refresh", "F5"),
          Map.entry("log.search", "Shortcut+F"),
          Map.entry("editor.close", "Shortcut+F4"),
          Map.entry("tool.explorer", "Alt+1"),
          Map.entry("tool.inspector", "Alt+2"),
          Map.entry("tool.executors", "Alt+3"),
          Map.entry("tool.runs", "Alt+4"),
          Map.entry("tool.log", "Alt+5"),
          Map.entry("tool.failover", "Alt+6"),
          Map.entry("tool.throughput", "Alt+7"),
          Map.entry("tool.incidents", "Alt+8"),
          Map.entry("tool.hideAll", "Shortcut+Shift+F12"),
          Map.entry("app.quit", "Shortcut+Q"));

  private final Map<String, KeyCombination> keys = new HashMap<>();

  /**
   * @param changes action id to keys as JavaFX writes them; empty text = no keys
   * @throws IllegalArgumentException if keys cannot be read, or two actions share them
   */
  public Keymap(Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    all.putAll(changes);
    Map<KeyCombination, String> users = new HashMap<>();
    all.forEach((id, text) -> {
      if (text.isBlank()) {
        return;
      }
      KeyCombination combination = KeyCombination.valueOf(text);
      String other = users.putIfAbsent(combination, id);
      if (other != null) {
        throw new IllegalArgumentException(
            text + " is given to both " + other + " and " + id + "; change one of them");
      }
      keys.put(id, combination);
    });
  }

  public static Keymap defaults() {
    return new Keymap(Map.of());
  }

  /** Null = none. */
  public KeyCombination keysOf(String actionId) {
    return keys.get(actionId);
  }
}
