package dev.baton.desktop.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WCAG AA for every pair that is used, and statuses that colour-blind people can tell apart. */
final class PaletteTest {
  private static final double TEXT = 4.5;
  private static final double SHAPE = 3;

  static Stream<Palette> palettes() {
    return Stream.of(Palette.LIGHT, Palette.DARK);
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void textIsReadableOnEveryGround(Palette p) {
    for (Color ground :
        List.of(
            p.editor(),
            p.panel(),
            p.frame(),
            p.raised(),
            p.selection(),
            p.selectionInactive(),
            p.hover(),
            p.searchHit())) {
      assertContrast(p.text(), ground, TEXT);
    }
    for (Color ground : List.of(p.editor(), p.panel(), p.frame(), p.raised(), p.hover())) {
      assertContrast(p.textMuted(), ground, TEXT);
      assertContrast(p.accentText(), ground, TEXT);
    }
    assertContrast(p.onAccent(), p.accent(), TEXT);
    assertContrast(p.onProduction(), p.production(), TEXT);
    assertContrast(p.text(), p.production(), TEXT);
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void everyToneIsReadableAsTextAndVisibleAsShape(Palette p) {
    for (Tone tone : Tone.values()) {
      assertContrast(p.tone(tone), p.editor(), TEXT);
      assertContrast(p.tone(tone), p.panel(), TEXT);
      assertContrast(p.tone(tone), p.soft(tone), TEXT);
      assertContrast(p.text(), p.soft(tone), TEXT);
      assertContrast(p.textMuted(), p.soft(tone), TEXT);
      assertContrast(p.tone(tone), p.selection(), SHAPE);
      assertContrast(p.tone(tone), p.selectionInactive(), SHAPE);
    }
    assertContrast(p.accent(), p.editor(), SHAPE);
  }

  private static void assertContrast(Color front, Color ground, double least) {
    double ratio = contrast(front, ground);
    assertTrue(
        ratio >= least,
        String.format("%s on %s has %.2f, needs %.1f", front, ground, ratio, least));
  }

  private static double contrast(Color a, Color b) {
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  @Test
  void statusesOfOneKindNeverShareAShape() {
    assertEachHasItsShape(TaskStatus.values(), StatusLook::of);
    assertEachHasItsShape(RunStatus.values(), StatusLook::of);
    assertEachHasItsShape(Outcome.values(), StatusLook::of);
  }

  private static <S> void assertEachHasItsShape(S[] statuses, Function<S, StatusLook> look) {
    Map<Glyph, S> users = new HashMap<>();
    for (S status : statuses) {
      S other = users.put(look.apply(status).glyph(), status);
      assertEquals(null, other, status + " looks like " + other);
    }
  }

  @Test
  void glyphsDiffer() {
    Set<String> paths = new HashSet<>();
    for (Glyph glyph : Glyph.values()) {
      assertTrue(paths.add(glyph.path()), glyph + " repeats a path");
    }
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void tonesThatStandBesideEachOtherDifferForRedGreenBlindEyes(Palette p) {
    List<Tone> important = List.of(Tone.SUCCESS, Tone.RUNNING, Tone.FAILURE, Tone.WARNING);
    for (Tone one : important) {
      for (Tone other : important) {
        if (one.compareTo(other) < 0 && !sharesHueForThem(one, other)) {
          double difference = distance(deuteranopia(p.tone(one)), deuteranopia(p.tone(other)));
          assertTrue(
              difference > 0.12, one + " and " + other + " differ by " + difference + " only");
        }
      }
    }
  }

  /** Reds and ambers fall together for them; there the shape alone tells. */
  private static boolean sharesHueForThem(Tone one, Tone other) {
    return Set.of(one, other).equals(Set.of(Tone.FAILURE, Tone.WARNING));
  }

  /** Viénot, Brettel and Mollon 1999, on linear RGB. */
  private static double[] deuteranopia(Color color) {
    double r = linear(color.getRed());
    double g = linear(color.getGreen());
    double b = linear(color.getBlue());
    return new double[] {
      0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b
    };
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.cbrt(Math.max(0, a[i])) - Math.cbrt(Math.max(0, b[i]));
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void theSheetDefinesEveryNameThatTheStyleSheetsLookUp(Palette p) throws Exception {
    String defined = PaletteSheet.css(p);
    for (String sheet : List.of("baton.css", "dock.css")) {
      String css;
      try (var in = Themes.class.getResourceAsStream("/dev/baton/desktop/theme/" + sheet)) {
        css = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
      var names = java.util.regex.Pattern.compile("-bt-[a-z-]+").matcher(css);
      while (names.find()) {
        assertTrue(defined.contains("  " + names.group() + ": "), sheet + ": " + names.group());
      }
    }
  }
}
