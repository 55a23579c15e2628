package dev.baton.desktop.charts;

import dev.baton.desktop.theme.Fonts;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;

/** The bundled font for JFreeChart, which measures its texts with AWT. */
final class ChartFonts {
  private static Font regular;

  private ChartFonts() {}

  /**
   * @param size in pixels
   */
  static synchronized Font sans(int size) {
    if (regular == null) {
      regular = load();
    }
    return regular.deriveFont((float) size);
  }

  private static Font load() {
    try (InputStream in =
        Fonts.class.getResourceAsStream("/dev/baton/desktop/fonts/BatonSans-Regular.ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException unreadable) {
      throw new IllegalStateException("bundled font cannot be read", unreadable);
    }
  }
}
