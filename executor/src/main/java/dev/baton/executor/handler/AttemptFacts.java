package dev.baton.executor.handler;

import dev.baton.common.job.SortedMaps;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a handler is told of its attempt; written to a file for a handler in a JVM of its own.
 *
 * @param fireTime null for runs without one
 */
public record AttemptFacts(
    String job,
    long run,
    String task,
    int attempt,
    Instant fireTime,
    String idempotencyKey,
    String token,
    SortedMap<String, String> params,
    SortedMap<String, String> args,
    SortedMap<String, String> inputs) {

  public AttemptFacts {
    params = SortedMaps.copyOf(params);
    args = SortedMaps.copyOf(args);
    inputs = SortedMaps.copyOf(inputs);
  }

  void write(Path file) throws IOException {
    Properties fields = new Properties();
    fields.setProperty("job", job);
    fields.setProperty("run", Long.toString(run));
    fields.setProperty("task", task);
    fields.setProperty("attempt", Integer.toString(attempt));
    if (fireTime != null) {
      fields.setProperty("fireTime", fireTime.toString());
    }
    fields.setProperty("idempotencyKey", idempotencyKey);
    fields.setProperty("token", token);
    params.forEach((name, value) -> fields.setProperty("params." + name, value));
    args.forEach((name, value) -> fields.setProperty("args." + name, value));
    inputs.forEach((name, value) -> fields.setProperty("inputs." + name, value));
    try (Writer out = Files.newBufferedWriter(file)) {
      fields.store(out, null);
    }
  }

  static AttemptFacts read(Path file) throws IOException {
    Properties fields = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      fields.load(in);
    }
    String fireTime = fields.getProperty("fireTime");
    return new AttemptFacts(
        fields.getProperty("job"),
        Long.parseLong(fields.getProperty("run")),
        fields.getProperty("task"),
        Integer.parseInt(fields.getProperty("attempt")),
        fireTime == null ? null : Instant.parse(fireTime),
        fields.getProperty("idempotencyKey"),
        fields.getProperty("token"),
        startingWith("params.", fields),
        startingWith("args.", fields),
        startingWith("inputs.", fields));
  }

  private static SortedMap<String, String> startingWith(String prefix, Properties fields) {
    SortedMap<String, String> map = new TreeMap<>();
    for (String name : fields.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        map.put(name.substring(prefix.length()), fields.getProperty(name));
      }
    }
    return map;
  }
}
