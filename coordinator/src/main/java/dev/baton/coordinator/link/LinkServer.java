package dev.baton.coordinator.link;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.peer.PeerMessage;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.LinkPort;
import dev.baton.coordinator.start.ExitCode;
import dev.baton.coordinator.start.StartException;
import dev.baton.coordinator.store.LogStore;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port that executors and other coordinators dial. Links are numbered from 1 and no number is
 * used twice in a process life.
 */
public final class LinkServer implements LinkPort, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LinkServer.class);

  /** Links of executors at one time. */
  public static final int MAX_LINKS = 10_000;

  private static final int MAX_THREADS = 4;
  private static final int BACKLOG = 1_024;
  private static final long SWEEP_MS = 200;

  /** An executor says something every half second; a link as silent as this one is dead. */
  private static final long SILENCE_LIMIT_MS = 30_000;

  /** How long a link is kept while nobody leads and we may be next. */
  private static final long HOLD_LIMIT_MS = 10_000;

  private final PeerMessage.Hello self;
  private final Inbox inbox;
  private final ChunkWriter chunks;
  private final Supplier<String> leaderAddress;
  private final EventLoopGroup threads;
  private final Channel listening;
  private final Map<Long, ExecutorLink> links = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final ChannelGroup coordinators =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final LinkCounters counters = new LinkCounters();

  private volatile Standing standing = new Standing(Role.STANDBY, System.nanoTime());

  /** The last epoch we have led under: what we say outside the core bears it. */
  private volatile long ledEpoch;

  /** What we are, and since when. */
  private record Standing(Role role, long sinceNanos) {}

  /**
   * Binds the port; connections are served at once.
   *
   * @param self what we tell other coordinators
   * @param leaderAddress the link address of the leader that a standby sends executors to; empty
   *     while none is known
   * @throws StartException the address cannot be bound
   */
  public static LinkServer start(
      LinkSettings settings,
      PeerMessage.Hello self,
      Inbox inbox,
      LogStore logs,
      Supplier<String> leaderAddress)
      throws StartException {
    return new LinkServer(settings, self, inbox, logs, leaderAddress);
  }

  private LinkServer(
      LinkSettings settings,
      PeerMessage.Hello self,
      Inbox inbox,
      LogStore logs,
      Supplier<String> leaderAddress)
      throws StartException {
    this.self = self;
    this.inbox = inbox;
    this.leaderAddress = leaderAddress;
    this.chunks = new ChunkWriter(logs, () -> ledEpoch);
    int count = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    this.threads =
        new MultiThreadIoEventLoopGroup(
            count,
            new DefaultThreadFactory("link", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.listening = bind(settings);
    chunks.start();
    threads.next().scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  private Channel bind(LinkSettings settings) throws StartException {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var bound =
        new ServerBootstrap()
            .group(threads)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    ExecutorLink.MAX_UNSENT_BYTES / 2, ExecutorLink.MAX_UNSENT_BYTES))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    FrameCutter cutter = new FrameCutter();
                    if (settings.tls() != null) {
                      channel.pipeline().addLast(settings.tls().newHandler(channel.alloc()));
                    }
                    channel
                        .pipeline()
                        .addLast(cutter, new Doorkeeper(LinkServer.this, settings, cutter));
                  }
                })
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      threads.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      throw new StartException(
          ExitCode.ADDRESS,
          "Cannot listen for executors on "
              + settings.host()
              + ":"
              + settings.port()
              + " ("
              + bound.cause().getMessage()
              + "). Stop the program that uses the port, or choose another with --link-port.",
          bound.cause());
    }
    return bound.channel();
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public LinkCounters counters() {
    return counters;
  }

  // ---- arrivals

  void executorCame(
      ChannelHandlerContext context, Doorkeeper door, FrameReader reader, FrameWriter writer) {
    long id = lastId.incrementAndGet();
    Channel channel = context.channel();
    ExecutorLink link = new ExecutorLink(id, channel, reader, writer, inbox, chunks, counters);
    context.pipeline().replace(door, null, link);
    if (links.size() >= MAX_LINKS) {
      link.close("there are " + MAX_LINKS + " links already");
      return;
    }
    if (sendAway(link)) {
      return;
    }
    links.put(id, link);
    channel.closeFuture().addListener(closed -> links.remove(id));
    link.announce();
  }

  void coordinatorCame(
      ChannelHandlerContext context, Doorkeeper door, FrameReader reader, FrameWriter writer) {
    context.pipeline().replace(door, null, new PeerHandler(self, reader, writer, inbox));
    coordinators.add(context.channel());
  }

  /**
   * Sends an executor to the leader, if that is another coordinator. While nobody leads it is kept:
   * we may be next, and then it need not dial again.
   */
  private boolean sendAway(ExecutorLink link) {
    Standing now = standing;
    if (now.role() != Role.STANDBY) {
      return false;
    }
    String address = leaderAddress.get();
    long waitsSinceNanos = Math.max(now.sinceNanos(), link.openedNanos());
    boolean held =
        System.nanoTime() - waitsSinceNanos < TimeUnit.MILLISECONDS.toNanos(HOLD_LIMIT_MS);
    if (address.isEmpty() && held) {
      return false;
    }
    link.send(new CoordinatorMessage.NotLeader(ledEpoch, address));
    link.closeBehind("this is not the leader");
    return true;
  }

  private void sweep() {
    long now = System.nanoTime();
    for (ExecutorLink link : links.values()) {
      if (now - link.heardNanos() > TimeUnit.MILLISECONDS.toNanos(SILENCE_LIMIT_MS)) {
        link.close("nothing was heard from it for " + SILENCE_LIMIT_MS / 1000 + " s");
      } else {
        sendAway(link);
      }
    }
  }

  // ---- the shell's side

  @Override
  public void send(long id, CoordinatorMessage message) {
    ExecutorLink link = links.get(id);
    if (link != null) {
      link.send(message);
    }
  }

  @Override
  public void close(long id, String reason) {
    ExecutorLink link = links.get(id);
    if (link != null) {
      link.closeBehind(reason);
    }
  }

  @Override
  public void role(Role role, long epoch) {
    if (role == Role.LEADER) {
      ledEpoch = epoch;
    }
    if (role != standing.role()) {
      standing = new Standing(role, System.nanoTime());
    }
  }

  /** Links of executors that are open. */
  public int openLinks() {
    return links.size();
  }

  @Override
  public void close() {
    log.info("Closing the link port with {} links", links.size());
    listening.close().awaitUninterruptibly();
    links.values().forEach(link -> link.close("this coordinator stops"));
    coordinators.close().awaitUninterruptibly();
    chunks.close();
    threads.shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
