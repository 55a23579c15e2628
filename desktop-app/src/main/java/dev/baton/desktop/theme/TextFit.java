package dev.baton.desktop.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Shortens texts for a canvas with an ellipsis in the middle, for names differ at their ends;
 * remembers what it measured. FX thread.
 */
public final class TextFit {
  /** Texts remembered; the one used longest ago goes first. */
  static final int MAX_REMEMBERED = 20_000;

  private static final String ELLIPSIS = "\u2026";

  private final Font font;
  private final double width;
  private final Text measure = new Text();
  private final Map<String, String> fitted =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * @param width in pixels
   */
  public TextFit(Font font, double width) {
    this.font = font;
    this.width = width;
    measure.setFont(font);
  }

  public Font font() {
    return font;
  }

  /** The text, or as much of its beginning and its end as fits. */
  public String fit(String text) {
    return text.isEmpty() ? "" : fitted.computeIfAbsent(text, this::shorten);
  }

  /** Width in pixels. */
  public double widthOf(String text) {
    measure.setText(text);
    return measure.getLayoutBounds().getWidth();
  }

  private String shorten(String text) {
    if (widthOf(text) <= width) {
      return text;
    }
    int low = 0;
    int high = text.length() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (widthOf(without(text, middle)) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return without(text, low);
  }

  /** The text with only that many characters kept, of both ends. */
  private static String without(String text, int kept) {
    int head = (kept + 1) / 2;
    return text.substring(0, head) + ELLIPSIS + text.substring(text.length() - (kept - head));
  }
}
