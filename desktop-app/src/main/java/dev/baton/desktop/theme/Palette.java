package dev.baton.desktop.theme;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.paint.Color;

/**
 * Every colour of the workbench. A test holds each pair of text and ground that is used against
 * WCAG AA (4.5 to 1; 3 to 1 for shapes).
 *
 * @param editor ground of editors, lists and canvases
 * @param panel ground of tool windows
 * @param frame ground of header, stripes and status bar
 * @param raised ground of menus and dialogs
 * @param textFaint decoration and disabled text only; carries no meaning
 * @param accent ground of the default button, focus
 * @param accentText links and selected text on the plain grounds
 * @param production ground of the header of a production connection
 * @param tones colour of shapes and texts by tone
 * @param softTones ground behind a text of that tone
 */
public record Palette(
    boolean dark,
    Color editor,
    Color panel,
    Color frame,
    Color raised,
    Color border,
    Color borderStrong,
    Color text,
    Color textMuted,
    Color textFaint,
    Color accent,
    Color accentText,
    Color onAccent,
    Color selection,
    Color selectionInactive,
    Color hover,
    Color production,
    Color onProduction,
    Color searchHit,
    Map<Tone, Color> tones,
    Map<Tone, Color> softTones) {

  public static final Palette LIGHT =
      new Palette(
          false,
          Color.web("#ffffff"),
          Color.web("#f7f8fa"),
          Color.web("#eff0f3"),
          Color.web("#ffffff"),
          Color.web("#dfe1e6"),
          Color.web("#c4c7d0"),
          Color.web("#1e1f22"),
          Color.web("#5b5f6b"),
          Color.web("#9a9eab"),
          Color.web("#2f6ae5"),
          Color.web("#2257c7"),
          Color.web("#ffffff"),
          Color.web("#d4e2ff"),
          Color.web("#e2e4e9"),
          Color.web("#ebedf1"),
          Color.web("#fbe3d6"),
          Color.web("#8a2c0d"),
          Color.web("#ffe58a"),
          tones("#0a6e56", "#2257c7", "#bd2c12", "#875a00", "#7a3fb0", "#5b5f6b"),
          tones("#d9f2e8", "#dfe9ff", "#fde4de", "#fbeecb", "#efe4fa", "#e8eaee"));

  public static final Palette DARK =
      new Palette(
          true,
          Color.web("#1e1f22"),
          Color.web("#2b2d30"),
          Color.web("#2b2d30"),
          Color.web("#2b2d30"),
          Color.web("#3b3e43"),
          Color.web("#5a5d63"),
          Color.web("#dfe1e5"),
          Color.web("#a4a7af"),
          Color.web("#6f737a"),
          Color.web("#2f68db"),
          Color.web("#7fa9ff"),
          Color.web("#ffffff"),
          Color.web("#2e436e"),
          Color.web("#43454a"),
          Color.web("#36393e"),
          Color.web("#4a2a1f"),
          Color.web("#ffb08f"),
          Color.web("#6b5a1e"),
          tones("#4fc9a4", "#7fa9ff", "#ff8b70", "#e5b84b", "#c9a2f0", "#a9acb4"),
          tones("#1d3b33", "#25324f", "#4b2a23", "#40361b", "#3a2d4d", "#3a3d42"));

  private static Map<Tone, Color> tones(
      String success, String running, String failure, String warning, String held, String neutral) {
    Map<Tone, Color> tones = new EnumMap<>(Tone.class);
    tones.put(Tone.SUCCESS, Color.web(success));
    tones.put(Tone.RUNNING, Color.web(running));
    tones.put(Tone.FAILURE, Color.web(failure));
    tones.put(Tone.WARNING, Color.web(warning));
    tones.put(Tone.HELD, Color.web(held));
    tones.put(Tone.NEUTRAL, Color.web(neutral));
    return Map.copyOf(tones);
  }

  /** Colour of a shape or text of that tone. */
  public Color tone(Tone tone) {
    return tones.get(tone);
  }

  /** Ground behind a text of that tone. */
  public Color soft(Tone tone) {
    return softTones.get(tone);
  }
}
