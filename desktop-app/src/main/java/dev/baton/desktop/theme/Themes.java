package dev.baton.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/**
 * Dresses every window in the current palette and follows the system while the mode says so.
 * Canvases listen to {@link #paletteProperty()} and draw again.
 */
public final class Themes {
  private static final String SHEET =
      Objects.requireNonNull(
              Themes.class.getResource("/dev/baton/desktop/theme/baton.css"), "baton.css")
          .toExternalForm();
  private static final String DOCK_SHEET =
      Objects.requireNonNull(
              Themes.class.getResource("/dev/baton/desktop/theme/dock.css"), "dock.css")
          .toExternalForm();

  private final ReadOnlyObjectWrapper<Palette> palette =
      new ReadOnlyObjectWrapper<>(this, "palette", Palette.LIGHT);
  private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());
  private ThemeMode mode = ThemeMode.SYSTEM;

  public Themes() {
    Fonts.load();
    Platform.getPreferences().colorSchemeProperty().addListener(changed -> select(mode));
    select(mode);
  }

  public ReadOnlyObjectProperty<Palette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  public Palette palette() {
    return palette.get();
  }

  public ThemeMode mode() {
    return mode;
  }

  /** Changes all windows at once. */
  public void select(ThemeMode wanted) {
    mode = wanted;
    boolean dark =
        switch (wanted) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    palette.set(dark ? Palette.DARK : Palette.LIGHT);
    for (Scene scene : scenes) {
      dress(scene);
    }
  }

  /** Dresses a window's scene now and at every later change; menus and tool tips inherit it. */
  public void attach(Scene scene) {
    scenes.add(scene);
    dress(scene);
  }

  private void dress(Scene scene) {
    scene.getStylesheets().setAll(PaletteSheet.url(palette.get()), SHEET, DOCK_SHEET);
    scene.setFill(palette.get().frame());
  }
}
