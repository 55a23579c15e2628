package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.api.client.EventListener;
import dev.baton.common.api.client.EventSubscription;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
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
            plain.servers(), plain.token(), plain.requestTimeout(), plain.patience(), context));
  }

  private static SslContext serverTls(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    return SslContextBuilder.forServer(factory).build();
  }

  /** A key and its own certificate, which the client trusts as well. */
  private static KeyStore keys(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
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
                PASSWORD)
            .redirectErrorStream(true)
            .start();
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
