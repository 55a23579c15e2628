package dev.baton.executor.task;

import dev.baton.common.wire.AttemptOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a process left in the file {@code BATON_OUTPUT}: lines {@code key=value}, or one JSON
 * object, whose values that are no text are kept as JSON.
 */
final class TaskOutputs {
  /** Room for the syntax around {@link AttemptOutcome#MAX_OUTPUT_BYTES} of keys and values. */
  private static final int MAX_FILE_BYTES = 4 * AttemptOutcome.MAX_OUTPUT_BYTES;

  private TaskOutputs() {}

  /** The file can't be used; the message is for the user. */
  static final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    Rejected(String message) {
      super("BATON_OUTPUT was not accepted: " + message, null, false, false);
    }
  }

  /** Empty if there is no file. */
  static SortedMap<String, String> read(Path file) throws IOException, Rejected {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new TreeMap<>();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Rejected("it is no ordinary file any more");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      throw tooLarge();
    }
    SortedMap<String, String> outputs = parse(decode(bytes));
    long size = 0;
    for (var entry : outputs.entrySet()) {
      size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > AttemptOutcome.MAX_OUTPUT_BYTES) {
      throw tooLarge();
    }
    return outputs;
  }

  static SortedMap<String, String> parse(String text) throws Rejected {
    return text.stripLeading().startsWith("{") ? parseJson(text) : parseLines(text);
  }

  private static SortedMap<String, String> parseJson(String text) throws Rejected {
    SortedMap<String, String> outputs = new TreeMap<>();
    try {
      JsonNode object = JsonMapper.shared().readTree(text);
      object
          .properties()
          .forEach(field -> {
            JsonNode value = field.getValue();
            outputs.put(field.getKey(), value.isString() ? value.stringValue() : value.toString());
          });
    } catch (JacksonException e) {
      throw new Rejected("it starts like JSON but is not: " + e.getOriginalMessage());
    }
    if (outputs.containsKey("")) {
      throw new Rejected("a key is empty");
    }
    return outputs;
  }

  private static SortedMap<String, String> parseLines(String text) throws Rejected {
    SortedMap<String, String> outputs = new TreeMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0 || line.substring(0, equals).isBlank()) {
        throw new Rejected("line " + number + " is not of the form key=value");
      }
      outputs.put(line.substring(0, equals).strip(), line.substring(equals + 1));
    }
    return outputs;
  }

  private static String decode(byte[] bytes) throws Rejected {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Rejected("it is not UTF-8 text");
    }
  }

  private static Rejected tooLarge() {
    return new Rejected(
        "keys and values are larger than "
            + AttemptOutcome.MAX_OUTPUT_BYTES
            + " bytes; leave a file in $BATON_ARTIFACTS instead");
  }
}
