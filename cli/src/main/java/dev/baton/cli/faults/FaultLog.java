package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.StandingFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with one line of JSON for each beginning and each end of a fault: {@code fault} (number),
 * {@code kind}, {@code target}, {@code phase} ({@code begin}, {@code end} or {@code failed}),
 * {@code atMs} (milliseconds since the epoch), {@code detail}. Safe for threads.
 */
final class FaultLog implements AutoCloseable {
  static final String FILE = "faults.jsonl";

  private final OutputStream out;
  private int last;

  FaultLog(Path file) throws IOException {
    this.out =
        Files.newOutputStream(
            file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Answers the fault's number. */
  synchronized int begin(StandingFault fault) {
    write(++last, fault.kind().name(), fault.target(), "begin", fault.beganMs(), "");
    return last;
  }

  void end(int number, StandingFault fault) {
    write(number, fault.kind().name(), fault.target(), "end", System.currentTimeMillis(), "");
  }

  void failed(String kind, String detail) {
    write(0, kind, "", "failed", System.currentTimeMillis(), detail);
  }

  private synchronized void write(
      int number, String kind, String target, String phase, long atMs, String detail) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("fault", number);
    line.put("kind", kind);
    line.put("target", target);
    line.put("phase", phase);
    line.put("atMs", atMs);
    line.put("detail", detail);
    try {
      out.write(JsonMapper.shared().writeValueAsBytes(line));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log of faults", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
