package dev.baton.common.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TransportTest {
  @Test
  void whatIsWrongWithACertificateIsSaidInPlainWords() {
    assertEquals("its certificate has expired", reason(new CertificateExpiredException()));
    assertEquals(
        "its certificate is not valid yet, or this clock is wrong",
        reason(new CertificateNotYetValidException()));
    assertEquals(
        "its certificate is not signed by one that is trusted here (--tls-ca)", reason(null));
    assertEquals("connection refused", Transport.reasonOf(new ConnectException()));
    assertEquals("odd", Transport.reasonOf(new IOException("odd")));
  }

  @Test
  void theNextServerIsTriedHoweverManyHaveFailedBefore() throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      }
    }
    List<URI> servers = ports.stream().map(port -> URI.create("http://127.0.0.1:" + port)).toList();
    ClientSettings settings =
        new ClientSettings(servers, null, Duration.ofSeconds(10), Duration.ZERO, null);
    try (Transport transport = new Transport(settings)) {
      for (int port : List.of(ports.get(2), ports.get(0), ports.get(1), ports.get(0))) {
        HttpServer only =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
        only.createContext(
            "/",
            exchange -> {
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            });
        only.start();
        try {
          Transport.Call call = new Transport.Call("GET", "/cluster", null, null, Duration.ZERO);
          assertEquals(port, transport.send(call).uri().getPort());
        } finally {
          only.stop(0);
        }
      }
    }
  }

  /** As Java's validator wraps it. */
  private static String reason(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
    handshake.initCause(new CertPathValidatorException("validity check failed", cause));
    return Transport.reasonOf(handshake);
  }
}
