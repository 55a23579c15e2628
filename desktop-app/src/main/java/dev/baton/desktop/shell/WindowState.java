package dev.baton.desktop.shell;

import dev.baton.desktop.dock.DockLayout;
import dev.baton.desktop.theme.ThemeMode;
import java.util.Map;

/**
 * What the window remembers.
 *
 * @param width 0 = never shown before
 * @param language tag; null = as the system says
 * @param theme null = as the system says
 * @param layouts by name of the connection
 * @param keys action id to keys, where the user changed them
 */
public record WindowState(
    double x,
    double y,
    double width,
    double height,
    boolean maximized,
    String language,
    ThemeMode theme,
    Map<String, DockLayout> layouts,
    Map<String, String> keys) {
  /** Name of the settings file. */
  public static final String FILE = "window.json";

  public static final WindowState FIRST =
      new WindowState(0, 0, 0, 0, false, null, null, Map.of(), Map.of());

  public WindowState {
    layouts = layouts == null ? Map.of() : Map.copyOf(layouts);
    keys = keys == null ? Map.of() : Map.copyOf(keys);
  }
}
