package dev.baton.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fault as the log has it. Times are milliseconds since the epoch.
 *
 * @param endMs 0 = it was never begun or never taken back
 * @param failure why it could not be begun or taken back; empty = it could
 */
record FaultRecord(
    int number, String kind, String target, long beginMs, long endMs, String failure) {
  static List<FaultRecord> read(Path log) throws IOException {
    Map<Integer, FaultRecord> begun = new LinkedHashMap<>();
    List<FaultRecord> failed = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode node = JsonMapper.shared().readTree(line);
      int number = node.path("fault").asInt();
      String kind = node.path("kind").asString();
      String target = node.path("target").asString();
      long atMs = node.path("atMs").asLong();
      switch (node.path("phase").asString()) {
        case "begin" -> begun.put(number, new FaultRecord(number, kind, target, atMs, 0, ""));
        case "end" ->
            begun.computeIfPresent(
                number,
                (same, fault) -> new FaultRecord(number, kind, target, fault.beginMs(), atMs, ""));
        default -> failed.add(new FaultRecord(0, kind, target, atMs, 0, detail(node)));
      }
    }
    List<FaultRecord> all = new ArrayList<>(begun.values());
    all.addAll(failed);
    return all;
  }

  private static String detail(JsonNode node) {
    return node.path("detail").asString();
  }

  boolean isWhole() {
    return failure.isEmpty() && endMs != 0;
  }
}
