package dev.baton.cli.client;

import dev.baton.common.api.ApiJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Prints an answer in the form that was asked for. */
public final class Output {
  /** The forms. */
  public enum Format {
    TABLE,
    JSON,
    YAML
  }

  private static final JsonMapper MAPPER = ApiJson.lenient();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final YAMLMapper YAML_ITEM =
      YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();

  private final PrintWriter out;
  private final Format format;

  Output(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /** For people, whatever form the answer itself has. */
  public static Output text(PrintWriter out) {
    return new Output(out, Format.TABLE);
  }

  public PrintWriter out() {
    return out;
  }

  /**
   * One of many values, as soon as it is there: JSON on a line of its own, or a YAML list item. Not
   * flushed: a log may have a quarter of a million of them.
   */
  public void item(Object value, Supplier<String> text) {
    switch (format) {
      case TABLE -> out.print(text.get() + System.lineSeparator());
      case JSON -> out.print(MAPPER.writeValueAsString(value) + System.lineSeparator());
      case YAML ->
          out.print(
              YAML_ITEM.writeValueAsString(
                  List.of(MAPPER.readTree(MAPPER.writeValueAsBytes(value)))));
    }
  }

  public boolean isTable() {
    return format == Format.TABLE;
  }

  /** {@code text} is for people; the value itself for programs. */
  public void print(Object value, Supplier<String> text) {
    switch (format) {
      case TABLE -> out.println(text.get().stripTrailing());
      case JSON -> out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
      case YAML ->
          out.print(YAML.writeValueAsString(MAPPER.readTree(MAPPER.writeValueAsBytes(value))));
    }
    out.flush();
  }
}
