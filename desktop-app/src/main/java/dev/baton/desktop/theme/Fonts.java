package dev.baton.desktop.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The bundled fonts and the type scale. JavaFX falls back to a loaded font, so Chinese works. */
public final class Fonts {
  public static final String SANS = "Baton Sans";
  public static final String STRONG = "Baton Sans SemiBold";
  public static final String MONO = "JetBrains Mono";

  /** Body text; in pixels, like the other sizes. */
  public static final double BODY = 13;

  /** Second lines, status bar, table headers. */
  public static final double SMALL = 12;

  /** Marks on canvases only. */
  public static final double TINY = 11;

  private static final List<String> FILES =
      List.of("BatonSans-Regular.ttf", "BatonSans-SemiBold.ttf", "JetBrainsMono-Regular.ttf");

  private static boolean loaded;

  private Fonts() {}

  /** Loads the fonts once per JVM. */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream("/dev/baton/desktop/fonts/" + file)) {
        if (in == null || Font.loadFont(in, BODY) == null) {
          throw new IllegalStateException("bundled font " + file + " is missing or unreadable");
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException("bundled font " + file, unreadable);
      }
    }
    loaded = true;
  }

  public static Font sans(double size) {
    return Font.font(SANS, size);
  }

  public static Font strong(double size) {
    return Font.font(STRONG, size);
  }

  public static Font mono(double size) {
    return Font.font(MONO, size);
  }
}
