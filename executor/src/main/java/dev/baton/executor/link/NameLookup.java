package dev.baton.executor.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Turns host names into addresses on threads of its own: Java's way of asking can take many
 * seconds, and the event loop must not.
 */
final class NameLookup implements AutoCloseable {
  /** Questions at a time; a name server that does not answer holds each for some seconds. */
  private static final int MAX_THREADS = 4;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("baton-names-", 0).daemon().factory());

  /**
   * @param turn chooses among several addresses of one name, so that each gets its turn
   */
  CompletableFuture<InetSocketAddress> find(HostAndPort address, long turn) {
    try {
      return CompletableFuture.supplyAsync(() -> ask(address, turn), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new UnknownHostException("the name server has not answered earlier questions"));
    }
  }

  private static InetSocketAddress ask(HostAndPort address, long turn) {
    try {
      InetAddress[] all = InetAddress.getAllByName(address.host());
      return new InetSocketAddress(all[Math.floorMod(turn, all.length)], address.port());
    } catch (UnknownHostException e) {
      throw new CompletionException(
          new UnknownHostException("no address for host " + address.host()));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
