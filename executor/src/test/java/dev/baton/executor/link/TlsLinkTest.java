package dev.baton.executor.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.executor.start.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsLinkTest implements LinkListener {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir Path directory;

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Test
  void aLinkSpeaksTlsWithACoordinatorThatTheAuthorityVouchesFor() throws Exception {
    KeyStore ours = keys("ours");
    try (ServerSocket server = serverWith(ours);
        LinkClient client = clientTrusting(ours)) {
      client.dial(1, new HostAndPort("127.0.0.1", server.getLocalPort()));
      try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
        assertEquals("up", event());
        assertEquals("secret", coordinator.greeting.token());
        client.send(1, new Draining("over TLS"));
        assertEquals(new Draining("over TLS"), coordinator.hear());
      }
    }
  }

  @Test
  void aCoordinatorWithAStrangersCertificateHearsNoToken() throws Exception {
    try (ServerSocket server = serverWith(keys("strangers"));
        LinkClient client = clientTrusting(keys("ours"))) {
      client.dial(1, new HostAndPort("127.0.0.1", server.getLocalPort()));
      Thread.ofPlatform().daemon().start(() -> acceptInVain(server));
      String event = event();
      assertTrue(event.startsWith("TLS was not agreed on"), event);
    }
  }

  private static void acceptInVain(ServerSocket server) {
    try (CoordinatorEnd coordinator = new CoordinatorEnd(server.accept())) {
      throw new AssertionError("greeted with " + coordinator.greeting);
    } catch (Exception e) {
      // The handshake fails on this side, too.
    }
  }

  /** A key with a certificate for 127.0.0.1 that it has signed itself. */
  private KeyStore keys(String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "link",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(
            keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), output);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static ServerSocket serverWith(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private LinkClient clientTrusting(KeyStore keys) throws Exception {
    byte[] certificate = keys.getCertificate("link").getEncoded();
    Path pem = directory.resolve("trusted.pem");
    Files.write(
        pem,
        List.of(
            "-----BEGIN CERTIFICATE-----",
            Base64.getMimeEncoder().encodeToString(certificate),
            "-----END CERTIFICATE-----"));
    return new LinkClient(
        new LinkSettings(10_000, "secret", Credentials.tls(pem, null, null)), this);
  }

  private String event() throws InterruptedException, IOException {
    String event = events.poll(30, TimeUnit.SECONDS);
    return event == null ? "nothing happened for 30 s" : event;
  }

  @Override
  public void up(long link) {
    events.add("up");
  }

  @Override
  public void down(long link, String reason) {
    events.add(reason);
  }

  @Override
  public void heard(long link, CoordinatorMessage message) {
    events.add(message.toString());
  }

  @Override
  public void writable(long link) {}
}
