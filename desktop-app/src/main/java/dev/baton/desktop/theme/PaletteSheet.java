package dev.baton.desktop.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javafx.scene.paint.Color;

/**
 * A palette as a style sheet: our names, the names AtlantaFX looks up, and the Modena names that
 * ControlsFX looks up and AtlantaFX lacks.
 */
final class PaletteSheet {
  private final StringBuilder css = new StringBuilder(4096).append(".root {\n");

  private PaletteSheet() {}

  /** The sheet as a data URL, as {@code Scene.getStylesheets()} takes it. */
  static String url(Palette palette) {
    String text = css(palette);
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String css(Palette palette) {
    PaletteSheet sheet = new PaletteSheet();
    sheet.ownNames(palette);
    sheet.atlantaNames(palette);
    sheet.modenaNames();
    return sheet.css.append("}\n").toString();
  }

  private void ownNames(Palette p) {
    put("-bt-editor", p.editor());
    put("-bt-panel", p.panel());
    put("-bt-frame", p.frame());
    put("-bt-raised", p.raised());
    put("-bt-border", p.border());
    put("-bt-border-strong", p.borderStrong());
    put("-bt-text", p.text());
    put("-bt-muted", p.textMuted());
    put("-bt-faint", p.textFaint());
    put("-bt-accent", p.accent());
    put("-bt-accent-text", p.accentText());
    put("-bt-on-accent", p.onAccent());
    put("-bt-selection", p.selection());
    put("-bt-selection-inactive", p.selectionInactive());
    put("-bt-hover", p.hover());
    put("-bt-production", p.production());
    put("-bt-on-production", p.onProduction());
    put("-bt-search-hit", p.searchHit());
    for (Tone tone : Tone.values()) {
      String name = tone.name().toLowerCase(Locale.ROOT);
      put("-bt-" + name, p.tone(tone));
      put("-bt-" + name + "-soft", p.soft(tone));
    }
  }

  private void atlantaNames(Palette p) {
    put("-color-fg-default", p.text());
    put("-color-fg-muted", p.textMuted());
    put("-color-fg-subtle", p.textMuted());
    put("-color-fg-emphasis", p.onAccent());
    put("-color-bg-default", p.editor());
    put("-color-bg-overlay", p.raised());
    put("-color-bg-subtle", p.panel());
    put("-color-bg-inset", p.panel());
    put("-color-border-default", p.borderStrong());
    put("-color-border-muted", p.border());
    put("-color-border-subtle", p.border());
    put("-color-shadow-default", p.dark() ? Color.web("#00000099") : Color.web("#1e1f2233"));
    put("-color-neutral-emphasis-plus", p.text());
    put("-color-neutral-emphasis", p.textMuted());
    put("-color-neutral-muted", p.hover());
    put("-color-neutral-subtle", p.hover());
    put("-color-base-1", p.hover());
    put("-color-base-2", p.selectionInactive());
    put("-color-accent-6", p.accent());
    put("-color-accent-fg", p.accentText());
    put("-color-accent-emphasis", p.accent());
    put("-color-accent-muted", p.selection());
    put("-color-accent-subtle", p.selection());
    atlantaTone("success", p, Tone.SUCCESS);
    atlantaTone("warning", p, Tone.WARNING);
    atlantaTone("danger", p, Tone.FAILURE);
  }

  private void atlantaTone(String name, Palette p, Tone tone) {
    put("-color-" + name + "-fg", p.tone(tone));
    put("-color-" + name + "-emphasis", p.tone(tone));
    put("-color-" + name + "-muted", p.soft(tone));
    put("-color-" + name + "-subtle", p.soft(tone));
  }

  private void modenaNames() {
    css.append("  -fx-base: -bt-panel;\n  -fx-background: -bt-editor;\n")
        .append("  -fx-control-inner-background: -bt-editor;\n  -fx-accent: -bt-accent;\n")
        .append("  -fx-focus-color: -bt-accent;\n  -fx-faint-focus-color: transparent;\n")
        .append("  -fx-text-inner-color: -bt-text;\n")
        .append("  -fx-text-base-color: -bt-text;\n  -fx-text-background-color: -bt-text;\n")
        .append("  -fx-box-border: -bt-border;\n  -fx-outer-border: -bt-border;\n")
        .append("  -fx-selection-bar: -bt-selection;\n")
        .append("  -fx-selection-bar-non-focused: -bt-selection-inactive;\n")
        .append("  -fx-light-text-color: -bt-text;\n  -fx-mid-text-color: -bt-text;\n")
        .append("  -fx-dark-text-color: -bt-text;\n  -fx-color: -bt-panel;\n")
        .append("  -fx-hover-base: -bt-hover;\n  -fx-pressed-base: -bt-hover;\n")
        .append("  -fx-body-color: -bt-panel;\n  -fx-inner-border: -bt-border;\n")
        .append("  -fx-shadow-highlight-color: transparent;\n")
        .append("  -fx-mark-color: -bt-muted;\n  -fx-mark-highlight-color: transparent;\n");
  }

  private void put(String name, Color color) {
    css.append("  ").append(name).append(": ").append(web(color)).append(";\n");
  }

  static String web(Color color) {
    return String.format(
        Locale.ROOT,
        "rgba(%d,%d,%d,%.3f)",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255),
        color.getOpacity());
  }
}
