package dev.baton.common.jobfile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Writes YAML piece by piece. Texts are quoted wherever a reader might take them for more. */
final class YamlText {
  private static final int WIDTH = 100;

  /** Words that this or another reader of YAML takes for something else than a text. */
  private static final List<String> SPECIAL_WORDS =
      List.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder text = new StringBuilder();
  private final Emitter emitter;

  YamlText() {
    DumpSettings settings =
        DumpSettings.builder()
            .setWidth(WIDTH)
            .setSplitLines(false)
            .setIndent(4)
            .setIndicatorIndent(2)
            .build();
    emitter =
        new Emitter(
            settings,
            new StreamDataWriter() {
              @Override
              public void write(String piece) {
                text.append(piece);
              }

              @Override
              public void write(String piece, int from, int length) {
                text.append(piece, from, from + length);
              }
            });
    emit(new StreamStartEvent());
    emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
  }

  String finish() {
    emit(new DocumentEndEvent(false));
    emit(new StreamEndEvent());
    return text.toString();
  }

  void beginMapping() {
    beginMapping(FlowStyle.BLOCK);
  }

  void beginShortMapping() {
    beginMapping(FlowStyle.FLOW);
  }

  private void beginMapping(FlowStyle style) {
    emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
  }

  void endMapping() {
    emit(new MappingEndEvent());
  }

  void beginList() {
    emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
  }

  void endList() {
    emit(new SequenceEndEvent());
  }

  void name(String name) {
    scalar(name, isHarmless(name) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  /** A word, number, duration or instant: something that needs no quotes. */
  void word(String name, Object value) {
    name(name);
    scalar(value.toString(), ScalarStyle.PLAIN);
  }

  void text(String name, String value) {
    name(name);
    text(value);
  }

  void text(String value) {
    ScalarStyle style = ScalarStyle.DOUBLE_QUOTED;
    if (isHarmless(value)) {
      style = ScalarStyle.PLAIN;
    } else if (isBlock(value)) {
      style = ScalarStyle.LITERAL;
    }
    scalar(value, style);
  }

  void texts(String name, List<String> values) {
    name(name);
    emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.FLOW));
    for (String value : values) {
      scalar(value, isHarmless(value) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
    endList();
  }

  /** Nothing where the map is empty. */
  void texts(String name, Map<String, String> values) {
    if (values.isEmpty()) {
      return;
    }
    name(name);
    beginMapping();
    values.forEach(this::text);
    endMapping();
  }

  /** Names and words of one line that mean themselves. */
  private static boolean isHarmless(String value) {
    if (value.isEmpty()
        || !Character.isLetter(value.charAt(0))
        || SPECIAL_WORDS.contains(value.toLowerCase(Locale.ROOT))) {
      return false;
    }
    return value
        .chars()
        .allMatch(
            c -> Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '/');
  }

  /** Several lines that a literal block keeps as they are, on sight as well. */
  private static boolean isBlock(String value) {
    if (value.indexOf('\n') <= 0 || value.charAt(0) == ' ' || value.contains(" \n")) {
      return false;
    }
    return value.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f || isPlainLetter(c));
  }

  private static boolean isPlainLetter(int c) {
    return c >= 0xa0 && Character.isLetterOrDigit(c);
  }

  private void scalar(String value, ScalarStyle style) {
    emit(
        new ScalarEvent(
            Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), value, style));
  }

  private void emit(Event event) {
    emitter.emit(event);
  }
}
