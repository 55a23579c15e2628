package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.api.client.EventListener;
import dev.baton.common.api.client.EventSubscription;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.core.fact.Fact;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventStreamTest {
  private static final long PATIENCE_S = 30;

  /** Keeps what it hears; failures and restarts as words. */
  private static final class Ear implements EventListener {
    final BlockingQueue<Long> numbers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    final BlockingQueue<URI> connections = new LinkedBlockingQueue<>();

    @Override
    public void events(List<EventView> events) {
      events.forEach(event -> numbers.add(event.number()));
    }

    @Override
    public void connected(URI server) {
      connections.add(server);
    }

    @Override
    public void restarted(long nextFrom) {
      words.add("restarted at " + nextFrom);
    }

    @Override
    public void failed(ClientException reason) {
      words.add("failed");
    }

    List<Long> hear(int count) throws InterruptedException {
      List<Long> heard = new ArrayList<>();
      while (heard.size() < count) {
        Long number = numbers.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (number == null) {
          break;
        }
        heard.add(number);
      }
      return heard;
    }
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static Fact runFact(long id) {
    return new Fact.RunCreated(Samples.run(new RunId(id), RunStatus.RUNNING, null));
  }

  private static BatonClient clientOf(TestApi... apis) {
    List<URI> servers = java.util.Arrays.stream(apis).map(TestApi::address).toList();
    return BatonClient.of(
        ClientSettings.of(servers, TestApi.VIEWER).withPatience(Duration.ofSeconds(10)));
  }

  @Test
  void aSubscriberHearsEachEventOnceInOrderOverALeaderChange() throws InterruptedException {
    FakeStore store = new FakeStore();
    Samples.fill(store);
    TestApi leader = new TestApi("coordinator-1", store, TestApi.LIMITS, 1_000);
    try (TestApi other = new TestApi("coordinator-2", store, TestApi.LIMITS, 1_000);
        BatonClient client = clientOf(leader, other)) {
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(1, Set.of(), ear)) {
        long filled = store.newestEvent();
        assertEquals(numbers(1, filled), ear.hear((int) filled));
        leader.hub.publish(store.commit(runFact(21), runFact(22)));
        assertEquals(numbers(filled + 1, filled + 2), ear.hear(2));
        leader.close();
        other.hub.publish(store.commit(runFact(23)));
        other.hub.publish(store.commit(runFact(24)));
        assertEquals(numbers(filled + 3, filled + 4), ear.hear(2));
        assertEquals(filled + 5, subscription.nextFrom());
      }
    }
  }

  @Test
  void aStandbyTellsEventsThatOnlyTheStoreToldIt() throws InterruptedException {
    try (TestApi standby = new TestApi();
        BatonClient client = clientOf(standby)) {
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(0, Set.of(), ear)) {
        assertTrue(ear.connections.poll(PATIENCE_S, TimeUnit.SECONDS) != null);
        standby.store.commit(runFact(1), runFact(2), runFact(3));
        assertEquals(numbers(1, 3), ear.hear(3));
        assertEquals(4, subscription.nextFrom());
      }
    }
  }

  @Test
  void aBatchWhoseForerunnerWasMissedIsFilledUpFromTheStore() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client = clientOf(api)) {
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(1, Set.of(), ear)) {
        api.store.commit(runFact(1));
        api.hub.publish(api.store.commit(runFact(2)));
        assertEquals(numbers(1, 2), ear.hear(2));
        assertEquals(3, subscription.nextFrom());
      }
    }
  }

  @Test
  void typesThatWereNotAskedForAreLeftOut() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client = clientOf(api)) {
      Samples.fill(api.store);
      Ear ear = new Ear();
      try (EventSubscription subscription =
          client.subscribe(1, Set.of("RUN_CREATED", "JOB_CHANGED"), ear)) {
        assertEquals(List.of(1L, 2L, 8L), ear.hear(3));
        assertTrue(subscription.nextFrom() > 8);
      }
    }
  }

  @Test
  void whoComesBackAfterRetentionBeginsAnew() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client = clientOf(api)) {
      Samples.fill(api.store);
      long next = api.store.newestEvent() + 1;
      api.store.firstKept = 8;
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(3, Set.of(), ear)) {
        assertEquals("restarted at " + next, ear.words.poll(PATIENCE_S, TimeUnit.SECONDS));
        api.hub.publish(api.store.commit(runFact(9)));
        assertEquals(List.of(next), ear.hear(1));
        assertEquals(next + 1, subscription.nextFrom());
      }
    }
  }

  @Test
  void whoIsAheadOfAStoreThatWasPutBackBeginsAnew() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client = clientOf(api)) {
      api.store.commit(runFact(1));
      api.store.commit(runFact(2));
      api.store.commit(runFact(3));
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(1, Set.of(), ear)) {
        assertEquals(numbers(1, 3), ear.hear(3));
        api.store.putBackTo(1);
        assertEquals("restarted at 2", ear.words.poll(PATIENCE_S, TimeUnit.SECONDS));
        api.store.commit(runFact(4));
        assertEquals(List.of(2L), ear.hear(1));
        assertEquals(3, subscription.nextFrom());
      }
    }
  }

  @Test
  void aRefusedTokenEndsTheSubscription() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client =
            BatonClient.of(ClientSettings.of(List.of(api.address()), "no-such-token"))) {
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(0, Set.of(), ear)) {
        assertEquals("failed", ear.words.poll(PATIENCE_S, TimeUnit.SECONDS));
        assertEquals(0, subscription.nextFrom());
      }
    }
  }

  @Test
  void aClientThatTakesNothingIsHungUpAndHoldsUpNobody() throws Exception {
    try (TestApi api = new TestApi("coordinator-1", new FakeStore(), TestApi.LIMITS, 50_000);
        RawHttp lazy = new RawHttp(api);
        BatonClient client = clientOf(api)) {
      lazy.send(
          RawHttp.head(
              "GET",
              "/api/v1/events?from=1",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
      assertEquals(101, lazy.status());
      Ear ear = new Ear();
      try (EventSubscription subscription = client.subscribe(1, Set.of(), ear)) {
        int count = 30_000;
        Fact[] facts =
            LongStream.rangeClosed(1, count)
                .mapToObj(EventStreamTest::runFact)
                .toArray(Fact[]::new);
        api.hub.publish(api.store.commit(facts));
        assertEquals(numbers(1, count), ear.hear(count));
        assertFalse(subscription.nextFrom() <= count);
      }
      awaitNoConnections(api);
      assertTrue(lazy.socket.getInputStream().available() > 0, "it had been sent something");
    }
  }

  private static void awaitNoConnections(TestApi api) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!api.metrics.scrape().contains("baton_api_connections 0.0")) {
      assertTrue(System.nanoTime() < deadlineNanos, "the lazy client was not hung up");
      Thread.sleep(20);
    }
  }

  @Test
  void pagesOfEventsGoOnWhereTheLastOneEnded() {
    try (TestApi api = new TestApi();
        BatonClient client = clientOf(api)) {
      Samples.fill(api.store);
      List<Long> heard = new ArrayList<>();
      long from = 1;
      long newest = api.store.newestEvent();
      while (from <= newest) {
        var frame = client.events(from, 5);
        frame.items().forEach(event -> heard.add(event.number()));
        from = frame.nextFrom();
      }
      assertEquals(numbers(1, newest), heard);
      assertEquals(List.of(), client.events(newest + 1, 5).items());
    }
  }

  @Test
  void theRingKeepsOnlyTheNewestAndTheStoreTellsTheRest() {
    FakeStore store = new FakeStore();
    EventHub hub = new EventHub(store, 4);
    for (long id = 1; id <= 10; id++) {
      hub.publish(store.commit(runFact(id)));
    }
    assertEquals(
        List.of(8L, 9L, 10L),
        hub.page(8, 100).items().stream().map(event -> event.number()).toList());
    assertEquals(
        List.of(2L, 3L), hub.page(2, 2).items().stream().map(event -> event.number()).toList());
    store.away = true;
    assertEquals(11, hub.page(7, 100).nextFrom());
    hub.close();
  }
}
