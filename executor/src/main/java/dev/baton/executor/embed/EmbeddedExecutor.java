package dev.baton.executor.embed;

import dev.baton.common.id.ExecutorId;
import dev.baton.executor.api.TaskHandler;
import dev.baton.executor.guard.GuardMode;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.registry.ZooKeeperRegistry;
import dev.baton.executor.shell.RunningExecutor;
import dev.baton.executor.start.Credentials;
import dev.baton.executor.start.ExecutorOptions;
import dev.baton.executor.start.StartException;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An executor in this process. It looks for the leading coordinator, takes attempts from it, and
 * calls the handlers that were registered; shell and other process tasks run here as well.
 *
 * <pre>{@code
 * try (EmbeddedExecutor executor =
 *     EmbeddedExecutor.builder("billing-1", Path.of("/var/lib/billing/baton"))
 *         .coordinators("coordinator-1:7420", "coordinator-2:7420")
 *         .tokenFile(Path.of("/etc/billing/executor.token"))
 *         .handler("close-month", task -> closeMonth(task.param("month")))
 *         .start()) {
 *   serveUntilStopped();
 * }
 * }</pre>
 */
public final class EmbeddedExecutor implements AutoCloseable {
  private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(30);

  /** Beyond the drain: ending by force, last words, closing files. */
  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(30);

  private final RunningExecutor running;
  private final Duration drain;

  private EmbeddedExecutor(RunningExecutor running, Duration drain) {
    this.running = running;
    this.drain = drain;
  }

  /**
   * @param name of its own in the cluster; stays the same over restarts
   * @param dataDir of its own; what it must not lose is kept there
   * @throws IllegalArgumentException if the name cannot be one
   */
  public static Builder builder(String name, Path dataDir) {
    return new Builder(new ExecutorId(name), dataDir);
  }

  /**
   * Takes no more attempts, and ends what still runs after this time. Returns at once; {@link
   * #close} waits.
   */
  public void drain(Duration atMost) {
    running.drain("asked by its program", atMost);
  }

  /** Whether it has stopped. */
  public boolean isStopped() {
    return running.end().isDone();
  }

  /** Drains for as long as the builder was told, and waits until everything has stopped. */
  @Override
  public void close() {
    if (isStopped()) {
      return;
    }
    drain(drain);
    try {
      running.end().get(drain.plus(CLOSING_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      throw new IllegalStateException("the executor did not stop in time", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the executor did not stop cleanly", e.getCause());
    }
  }

  /** Collects what the executor is told. */
  public static final class Builder {
    private final ExecutorId name;
    private final Path dataDir;
    private final HandlerRegistry handlers = new HandlerRegistry();
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final List<String> forkedJvmOptions = new ArrayList<>();
    private String group = ExecutorOptions.DEFAULT_GROUP;
    private int slots = ExecutorOptions.defaultSlots();
    private Path handlersDir;
    private List<HostAndPort> coordinators = List.of();
    private String zookeeper = "";
    private Path tokenFile;
    private SslContext tls;
    private GuardMode guardMode;
    private Duration drain = DEFAULT_DRAIN;

    private Builder(ExecutorId name, Path dataDir) {
      this.name = name;
      this.dataDir = dataDir;
      this.handlersDir = dataDir.resolve("handlers");
    }

    /** By which tasks name their executors; without this {@code default}. */
    public Builder group(String value) {
      group = value;
      return this;
    }

    public Builder label(String key, String value) {
      labels.put(key, value);
      return this;
    }

    /** Attempts at a time; without this twice the number of processors. */
    public Builder slots(int value) {
      slots = value;
      return this;
    }

    /**
     * Coordinators to dial; any of them leads to the leader.
     *
     * @param addresses each {@code host:port}
     */
    public Builder coordinators(String... addresses) {
      coordinators = Arrays.stream(addresses).map(HostAndPort::parse).toList();
      return this;
    }

    /**
     * @param connectString {@code host:port,host:port/path}
     */
    public Builder zookeeper(String connectString) {
      zookeeper = connectString;
      return this;
    }

    /** The file with the token that coordinators ask executors for. */
    public Builder tokenFile(Path file) {
      tokenFile = file;
      return this;
    }

    /** Speaks TLS with coordinators. */
    public Builder tls(SslContext context) {
      tls = context;
      return this;
    }

    /** Folder of jars with handlers; without this {@code handlers} in the data directory. */
    public Builder handlersDir(Path folder) {
      handlersDir = folder;
      return this;
    }

    /** Registers a handler for {@code java} tasks of that name. */
    public Builder handler(String handlerName, TaskHandler handler) {
      handlers.register(handlerName, handler);
      return this;
    }

    /** Registers what the object's class declares with {@code @BatonHandler}. */
    public Builder handlers(Object annotated) {
      handlers.registerAnnotated(annotated);
      return this;
    }

    /** Options for the JVMs of handlers that run forked. */
    public Builder forkedJvmOptions(String... options) {
      forkedJvmOptions.addAll(List.of(options));
      return this;
    }

    /** The one way to guard process trees; without this the best that works here. */
    public Builder guardMode(GuardMode mode) {
      guardMode = mode;
      return this;
    }

    /** How long {@link EmbeddedExecutor#close} lets attempts go on; without this 30 seconds. */
    public Builder drainOnClose(Duration atMost) {
      drain = atMost;
      return this;
    }

    /**
     * Starts it; returns before the leader is found.
     *
     * @throws StartException with a message for the operator: the data directory is in use, the
     *     token cannot be read
     * @throws IllegalArgumentException if the settings make no sense together
     */
    public EmbeddedExecutor start() throws StartException {
      ExecutorOptions options =
          new ExecutorOptions(
              name,
              group,
              labels,
              slots,
              dataDir,
              handlersDir,
              coordinators,
              zookeeper,
              ZooKeeperRegistry.DEFAULT_SESSION_MS,
              Credentials.token(tokenFile),
              tls,
              guardMode,
              forkedJvmOptions);
      return new EmbeddedExecutor(RunningExecutor.start(options, handlers), drain);
    }
  }
}
