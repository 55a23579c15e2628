package dev.baton.executor.task;

import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.executor.guard.AttemptPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The variables that tell a process what it runs for, and the files beside them. Everything is in
 * the files; what is too large for an environment is only there.
 */
final class TaskEnvironment {
  /** The kernel takes 128 KiB for one variable; room is left for its name. */
  static final int MAX_VALUE_BYTES = 96 * 1024;

  /** All values together; the kernel's limit for arguments and environment is usually 2 MiB. */
  static final int MAX_TOTAL_BYTES = 1024 * 1024;

  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private long totalBytes;

  private TaskEnvironment() {}

  /** Makes the variables, and writes the files that they name. */
  static TaskEnvironment prepare(StartOrder order, AttemptPlace place) throws IOException {
    TaskEnvironment environment = new TaskEnvironment();
    Map<String, String> fixed = environment.variables;
    fixed.put("BATON_JOB", order.job().toString());
    fixed.put("BATON_RUN", order.attempt().run().toString());
    fixed.put("BATON_TASK", order.attempt().task());
    fixed.put("BATON_ATTEMPT", Integer.toString(order.attempt().number()));
    fixed.put("BATON_TOKEN", order.token().toString());
    fixed.put("BATON_IDEMPOTENCY_KEY", order.idempotencyKey());
    fixed.put("BATON_TRIGGER", order.trigger().name());
    if (order.fireAt() != null) {
      fixed.put("BATON_FIRE_TIME", order.fireAt().toString());
      fixed.put("BATON_FIRE_EPOCH_MS", Long.toString(order.fireAt().toEpochMilli()));
    }
    Path params = place.dir().resolve("params.json");
    Path inputs = place.dir().resolve("inputs.json");
    Files.write(params, JsonMapper.shared().writeValueAsBytes(order.params()));
    Files.write(inputs, JsonMapper.shared().writeValueAsBytes(order.inputs()));
    fixed.put("BATON_PARAMS", params.toString());
    fixed.put("BATON_INPUTS", inputs.toString());
    fixed.put("BATON_OUTPUT", outputFile(place).toString());
    fixed.put("BATON_ARTIFACTS", place.artifacts().toString());
    environment.addAll("BATON_PARAM_", "BATON_PARAMS", order.params());
    environment.addAll("BATON_INPUT_", "BATON_INPUTS", order.inputs());
    return environment;
  }

  static Path outputFile(AttemptPlace place) {
    return place.dir().resolve("output");
  }

  Map<String, String> variables() {
    return variables;
  }

  /** What was left out and why, for the attempt's log. */
  List<String> notes() {
    return notes;
  }

  /** {@code extract.row-count} becomes {@code EXTRACT_ROW_COUNT}. */
  static String variableName(String prefix, String name) {
    return prefix + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private void addAll(String prefix, String fileVariable, Map<String, String> values) {
    values.forEach((name, value) -> {
      String variable = variableName(prefix, name);
      int size = value.getBytes(StandardCharsets.UTF_8).length;
      String problem = "";
      if (variables.containsKey(variable)) {
        problem = "another name gives the same variable";
      } else if (value.indexOf('\0') >= 0) {
        problem = "it holds a NUL character";
      } else if (size > MAX_VALUE_BYTES || totalBytes + size > MAX_TOTAL_BYTES) {
        problem = "it is too large for an environment (" + size + " bytes)";
      }
      if (problem.isEmpty()) {
        totalBytes += size;
        variables.put(variable, value);
      } else {
        notes.add(
            variable
                + " is not set for '"
                + name
                + "': "
                + problem
                + "; read it from the file $"
                + fileVariable);
      }
    });
  }
}
