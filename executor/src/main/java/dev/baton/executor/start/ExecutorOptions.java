package dev.baton.executor.start;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Names;
import dev.baton.common.job.SortedMaps;
import dev.baton.executor.guard.GuardMode;
import dev.baton.executor.link.HostAndPort;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * What an executor is told at its start.
 *
 * @param group by which tasks name it
 * @param slots attempts at a time, 1 to {@link #MAX_SLOTS}
 * @param handlersDir folder of jars with java handlers; need not exist
 * @param coordinators to dial; may be empty if there is a ZooKeeper
 * @param zookeeper connect string; empty = none
 * @param token said to coordinators; empty = none
 * @param tls null = plain TCP
 * @param guardMode null = the best that works here
 * @param forkedJvmOptions for handlers in a JVM of their own
 */
public record ExecutorOptions(
    ExecutorId name,
    String group,
    SortedMap<String, String> labels,
    int slots,
    Path dataDir,
    Path handlersDir,
    List<HostAndPort> coordinators,
    String zookeeper,
    int zookeeperSessionMs,
    String token,
    SslContext tls,
    GuardMode guardMode,
    List<String> forkedJvmOptions) {
  public static final int MAX_SLOTS = 1_000;
  public static final int MAX_LABELS = 100;
  public static final int MAX_COORDINATORS = 100;
  public static final String DEFAULT_GROUP = "default";

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  public ExecutorOptions {
    Names.check("group", group);
    labels = SortedMaps.copyOf(labels);
    labels.forEach(ExecutorOptions::checkLabel);
    checkRange("labels", labels.size(), 0, MAX_LABELS);
    checkRange("slots", slots, 1, MAX_SLOTS);
    coordinators = List.copyOf(coordinators);
    checkRange("coordinators", coordinators.size(), 0, MAX_COORDINATORS);
    forkedJvmOptions = List.copyOf(forkedJvmOptions);
    if (coordinators.isEmpty() && zookeeper.isEmpty()) {
      throw new IllegalArgumentException(
          "no coordinator is named: say --coordinators host:port, or --zookeeper host:port where"
              + " the cluster uses one");
    }
  }

  private static void checkLabel(String key, String value) {
    Names.check("label", key);
    Names.check("value of label " + key, value);
  }

  private static void checkRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + ": " + least + " to " + most + " are possible, not " + value);
    }
  }

  /** As many as there are processors twice, for most tasks wait more than they compute. */
  public static int defaultSlots() {
    return Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 2, MAX_SLOTS);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ExecutorOptions[name=" + name + ", dataDir=" + dataDir + "]";
  }
}
