package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.api.client.EventListener;
import dev.baton.common.api.client.EventSubscription;
import dev.baton.common.api.client.UnreachableException;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TlsTest {
  private static final String PASSWORD = "secret-of-the-test";

  @Test
  void requestsAndEventsTravelOverTls(@TempDir Path folder) throws Exception {
    KeyStore keys = keys(folder.resolve("keys.p12"));
    FakeStore store = new FakeStore();
    Samples.fill(store);
    FakeCoordinator coordinator = new FakeCoordinator("coordinator-1", store);
    try (EventHub hub = new EventHub(store, 100);
        CoordinatorMetrics metrics = new CoordinatorMetrics();
        ApiServer server =
            ApiServer.start(
                new ApiSettings("localhost", 0, serverTls(keys), null, false, TestApi.LIMITS),
                coordinator,
                hub,
                TestApi.tokens(),
                metrics,
                InstantSource.system(),
                "0");
        BatonClient client = client(server, keys)) {
      hub.start();
      assertEquals("https", server.address().getScheme());
      assertEquals("cluster-x", client.cluster().clusterId());
      BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
      try (EventSubscription subscription = client.subscribe(1, Set.of(), ear(heard))) {
        assertEquals(1L, heard.poll(30, TimeUnit.SECONDS));
        assertTrue(subscription.nextFrom() > 1);
      }
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaidToBe(@TempDir Path folder) throws Exception {
    KeyStore known = keys(folder.resolve("known.p12"));
    KeyStore other = keys(folder.resolve("other.p12"));
    assertEquals(
        "its certificate is not signed by one that is trusted here (--tls-ca)",
        refusal(known, other));
  }

  /** What a client says of a server with these keys. */
  private static String refusal(KeyStore ofServer, KeyStore trusted) throws Exception {
    FakeStore store = new FakeStore();
    try (EventHub hub = new EventHub(store, 100);
        CoordinatorMetrics metrics = new CoordinatorMetrics();
        ApiServer server =
            ApiServer.start(
                new ApiSettings("localhost", 0, serverTls(ofServer), null, false, TestApi.LIMITS),
                new FakeCoordinator("coordinator-1", store),
                hub,
                TestApi.tokens(),
                metrics,
                InstantSource.system(),
                "0");
        BatonClient client = client(server, trusted)) {
      String message = assertThrows(UnreachableException.class, client::cluster).getMessage();
      String before = server.address() + ": ";
      int from = message.indexOf(before) + before.length();
      return message.substring(from, message.indexOf(". Check", from));
    }
  }

  private static EventListener ear(BlockingQueue<Long> heard) {
    return new EventListener() {
      @Override
      public void events(List<EventView> events) {
        events.forEach(event -> heard.add(event.number()));
      }

      @Override
      public void restarted(long nextFrom) {}

      @Override
      public void failed(ClientException reason) {
        heard.add(-1L);
      }
    };
  }

  private static BatonClient client(ApiServer server, KeyStore keys) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    ClientSettings plain = ClientSettings.of(List.of(server.address()), TestApi.VIEWER);
    return BatonClient.of(
        new ClientSettings(
            plain.servers(),
            plain.token(),
            plain.requestTimeout(),
            Duration.ofSeconds(2),
            context));
  }

  private static SslContext serverTls(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    return SslContextBuilder.forServer(factory).build();
  }

  /** A key and its own certificate, which the client trusts as well. */
  private static KeyStore keys(Path file) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "test",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = keys;
    trusted.setCertificateEntry("trusted", keys.getCertificate("test"));
    return trusted;
  }
}
