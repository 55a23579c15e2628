package dev.baton.coordinator.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link CommitLoop} in a process of its own. */
public final class Writer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private long acknowledged;
  private String lastWord = "";

  private Writer(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::collect);
  }

  public static Writer start(StoreSettings settings) throws IOException {
    return start(settings, List.of());
  }

  /** One whose files cannot grow beyond that, as on a disk that is full. */
  public static Writer startWithLittleRoom(StoreSettings settings, int megabytes)
      throws IOException {
    int blocks = megabytes * 1024 * 1024 / 512;
    return start(settings, List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
  }

  private static Writer start(StoreSettings settings, List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CommitLoop.class.getName()));
    if (settings.isSqlite()) {
      command.add(settings.url().substring(StoreSettings.SQLITE.length()));
    } else {
      command.addAll(List.of(settings.url(), settings.user(), settings.password()));
    }
    return new Writer(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void collect() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("lost: " + e);
    }
    lines.add("");
  }

  /** Waits until that many more batches are acknowledged. */
  public void awaitAcknowledged(int more) throws InterruptedException {
    long wanted = more;
    while (wanted > 0) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.isEmpty()) {
        throw new IllegalStateException("the writer has ended: " + lastWord);
      }
      if (take(line)) {
        wanted--;
      }
    }
  }

  /** Takes what a stopped writer has said. */
  public void drain() throws InterruptedException {
    String line = lines.poll(200, TimeUnit.MILLISECONDS);
    while (line != null) {
      take(line);
      line = lines.poll(200, TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for the end, and returns what it said last. */
  public String awaitEnd() throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("the writer does not end: " + lastWord);
      }
      if (line.isEmpty()) {
        return lastWord;
      }
      take(line);
    }
  }

  private boolean take(String line) {
    lastWord = line;
    if (!line.startsWith("ack ")) {
      return false;
    }
    acknowledged = Long.parseLong(line.substring(4));
    return true;
  }

  /** The highest batch that it said was acknowledged, as far as it was listened to. */
  public long acknowledged() {
    return acknowledged;
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
    process.waitFor();
  }

  /** SIGSTOP or SIGCONT. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
