package dev.baton.executor.shell;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.LogAccepted;
import dev.baton.common.wire.CoordinatorMessage.OutcomesAccepted;
import dev.baton.common.wire.CoordinatorMessage.Start;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.common.wire.codec.WireFormatException;
import dev.baton.executor.link.CoordinatorEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A leader of one executor: welcomes it, grants leases, acknowledges, and shows what it heard. */
public final class PlayedLeader implements AutoCloseable {
  public static final String CLUSTER = "cluster-a";
  private static final long WAIT_SECONDS = 30;

  private final ServerSocket server;
  private final BlockingQueue<ExecutorMessage> heard = new LinkedBlockingQueue<>();
  private volatile CoordinatorEnd link;
  private volatile String token = "";
  private volatile long epoch = 1;
  private volatile long grantMs = 6_000;
  private volatile boolean acknowledges = true;

  /** Whether the executor has a lease on the present link; guarded by this. */
  private boolean granted;

  public PlayedLeader() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("played-leader").start(this::serve);
  }

  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (CoordinatorEnd next = new CoordinatorEnd(server.accept())) {
        link = next;
        token = next.greeting.token();
        while (true) {
          answer(next.hear());
        }
      } catch (IOException | WireFormatException e) {
        // The link is gone; the executor dials again.
        link = null;
      }
    }
  }

  private void answer(ExecutorMessage message) throws IOException, WireFormatException {
    switch (message) {
      case Hello hello -> {
        granted(false);
        heard.add(hello);
        say(new Welcome(epoch, CLUSTER, 500, 6_000, List.of()));
        acknowledge(hello.outcomes().stream().map(o -> o.attempt()).toList());
      }
      case Heartbeat beat -> {
        say(new HeartbeatAck(epoch, beat.number(), grantMs));
        granted(true);
      }
      case Ended ended -> {
        heard.add(ended);
        acknowledge(List.of(ended.outcome().attempt()));
      }
      case LogChunk chunk -> {
        heard.add(chunk);
        if (acknowledges) {
          say(new LogAccepted(epoch, chunk.attempt(), chunk.number()));
        }
      }
      case ExecutorMessage other -> heard.add(other);
    }
  }

  private void acknowledge(List<AttemptId> attempts) throws IOException, WireFormatException {
    if (acknowledges && !attempts.isEmpty()) {
      say(new OutcomesAccepted(epoch, attempts));
    }
  }

  /** Says it on the present link. */
  public synchronized void say(CoordinatorMessage message) throws IOException, WireFormatException {
    link.say(message);
  }

  private synchronized void granted(boolean has) {
    granted = has;
    notifyAll();
  }

  /** Waits until the executor has a lease, as a leader does. */
  public synchronized void start(StartOrder order) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!granted) {
      if (System.nanoTime() > until) {
        throw new AssertionError("no heartbeat came");
      }
      wait(100);
    }
    say(new Start(epoch, order));
  }

  /** The next message of that kind; others before it are passed over. */
  public <T extends ExecutorMessage> T next(Class<T> kind) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (System.nanoTime() < until) {
      ExecutorMessage message = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (kind.isInstance(message)) {
        return kind.cast(message);
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " within " + WAIT_SECONDS + " s");
  }

  /** The rest of an attempt's log, up to its last chunk. */
  public String log(AttemptId attempt) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    while (true) {
      LogChunk chunk = next(LogChunk.class);
      if (chunk.attempt().equals(attempt)) {
        text.append(new String(chunk.bytes(), java.nio.charset.StandardCharsets.UTF_8));
        if (chunk.last()) {
          return text.toString();
        }
      }
    }
  }

  public String token() {
    return token;
  }

  public void grants(long ms) {
    grantMs = ms;
  }

  public void acknowledges(boolean does) {
    acknowledges = does;
  }

  /** Breaks the present link. */
  public void breakLink() throws IOException {
    link.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    CoordinatorEnd last = link;
    if (last != null) {
      last.close();
    }
  }

  public static AttemptId attempt(long run) {
    return new AttemptId(new RunId(run), "task", 1);
  }

  public static StartOrder order(AttemptId attempt, TaskAction action) {
    return new StartOrder(
        attempt,
        new JobKey("tests", "job"),
        new FencingToken(1, 1),
        "key",
        true,
        Trigger.MANUAL,
        null,
        action,
        SortedMaps.empty(),
        SortedMaps.empty(),
        null,
        Duration.ofSeconds(1));
  }
}
