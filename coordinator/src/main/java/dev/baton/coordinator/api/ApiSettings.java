package dev.baton.coordinator.api;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;

/**
 * Where the operator API listens, and its limits.
 *
 * @param port 0 = any free one
 * @param tls null = plain HTTP
 * @param peerTls for requests passed on to the leader; null = the JVM's own trust
 * @param insecure whether plain HTTP on an address that others can reach was asked for
 */
public record ApiSettings(
    String host, int port, SslContext tls, SSLContext peerTls, boolean insecure, Limits limits) {

  /** On loopback, without TLS. */
  public static ApiSettings loopback(int port) {
    return new ApiSettings("127.0.0.1", port, null, null, false, Limits.DEFAULT);
  }

  /**
   * Checks what must not be served.
   *
   * @throws ApiStartException if others could read tokens off the wire and nobody said that this is
   *     wanted, or if the host is unknown
   */
  void check() {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ApiStartException(
          "The address '"
              + host
              + "' to listen on is unknown; the coordinator did not start."
              + " Name an address of this machine.",
          e);
    }
    if (!address.isLoopbackAddress() && tls == null && !insecure) {
      throw new ApiStartException(
          "Listening on "
              + host
              + " without TLS would show tokens to everyone on the network, so the coordinator did"
              + " not start. Give it a certificate, listen on 127.0.0.1, or say --insecure.",
          null);
    }
  }

  /**
   * @param maxConnections open at once; more are closed at once
   * @param maxWebSockets of those, event streams
   * @param maxRequests worked on at once; more are answered with 429
   * @param maxFollowers log requests that wait, at once
   * @param maxRequestLineBytes method, path and query
   * @param maxHeaderBytes all headers of a request
   * @param idleMs a connection without a request is closed after this
   * @param bodyMs for a request's body to come in, and for an answer to be taken
   * @param commandMs for the core to carry out a command
   * @param stallMs an event stream whose client takes nothing for this long is closed
   */
  public record Limits(
      int maxConnections,
      int maxWebSockets,
      int maxRequests,
      int maxFollowers,
      int maxRequestLineBytes,
      int maxHeaderBytes,
      long idleMs,
      long bodyMs,
      long commandMs,
      long stallMs) {
    public static final Limits DEFAULT =
        new Limits(2_000, 200, 256, 100, 8 * 1024, 16 * 1024, 75_000, 30_000, 10_000, 10_000);
  }
}
