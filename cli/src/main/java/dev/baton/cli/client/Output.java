package dev.baton.cli.client;

import dev.baton.common.api.ApiJson;
import java.io.PrintWriter;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

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

  private final PrintWriter out;
  private final Format format;

  Output(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  public PrintWriter out() {
    return out;
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
