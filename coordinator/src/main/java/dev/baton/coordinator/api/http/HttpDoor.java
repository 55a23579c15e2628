package dev.baton.coordinator.api.http;

import dev.baton.coordinator.api.auth.Tokens;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Listens on a port and gives each connection its pipeline. */
public final class HttpDoor implements AutoCloseable {
  private static final int EVENT_LOOPS = 2;
  private static final int BACKLOG = 1_024;
  private static final int MAX_CHUNK_BYTES = 64 * 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);
  private static final long CLOSE_MS = 3_000;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          EVENT_LOOPS, new DefaultThreadFactory("baton-http", true), NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Limits limits;
  private final SslContext tls;
  private final RequestGate.Parts parts;
  private final Connections connections;
  private Channel server;

  /** See {@code ApiSettings.Limits}. */
  public record Limits(
      int maxConnections, int maxRequestLineBytes, int maxHeaderBytes, long idleMs, long bodyMs) {}

  /**
   * @param tls null = plain HTTP
   * @param standing headers that every answer bears; asked for each answer, must not block
   */
  public HttpDoor(
      Limits limits,
      SslContext tls,
      Router router,
      Tokens tokens,
      RequestWorker worker,
      EventDoor events,
      Supplier<Map<String, String>> standing) {
    this.limits = limits;
    this.tls = tls;
    this.connections = new Connections(limits.maxConnections());
    this.parts =
        new RequestGate.Parts(
            router, tokens, worker, events, standing, limits.idleMs(), limits.bodyMs());
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the address or port cannot be had
   */
  public void open(String host, int port) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    equip(channel);
                  }
                })
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    server = bound.channel();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  public int connections() {
    return connections.open();
  }

  private void equip(SocketChannel channel) {
    channels.add(channel);
    channel.pipeline().addLast(connections);
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(limits.maxRequestLineBytes())
                    .setMaxHeaderSize(limits.maxHeaderBytes())
                    .setMaxChunkSize(MAX_CHUNK_BYTES)))
        .addLast(new RequestGate(parts));
  }

  @Override
  public void close() {
    if (server != null) {
      server.close().awaitUninterruptibly(CLOSE_MS);
    }
    channels.close().awaitUninterruptibly(CLOSE_MS);
    loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS);
  }
}
