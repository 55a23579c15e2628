package dev.baton.common.api.client;

import dev.baton.common.api.EventFrame;
import dev.baton.common.api.EventView;
import dev.baton.common.api.Problem;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;

/**
 * Keeps a WebSocket open to one coordinator after the other and hands out each event once. One
 * thread connects and waits; events come on the HTTP client's threads, one at a time, and the next
 * message is asked for only when the listener has taken the one before.
 */
final class EventStream implements EventSubscription {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The server pings every 5 s; a connection that is silent for longer than this is given up. */
  private static final long SILENCE_MS = 15_000;

  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;

  /** Longest message; the server's are far shorter. */
  private static final int MAX_MESSAGE_CHARS = 64 * 1024 * 1024;

  private final Transport transport;
  private final Set<String> types;
  private final EventListener listener;
  private final LongSupplier newestPlusOne;
  private final Thread thread;

  /** Guards the listener's calls and {@code closed}. */
  private final ReentrantLock turn = new ReentrantLock();

  private boolean closed;
  private volatile long nextFrom;
  private volatile WebSocket open;

  EventStream(
      Transport transport,
      long from,
      Set<String> types,
      EventListener listener,
      LongSupplier newestPlusOne) {
    this.transport = transport;
    this.nextFrom = from;
    this.types = Set.copyOf(types);
    this.listener = listener;
    this.newestPlusOne = newestPlusOne;
    this.thread = Thread.ofVirtual().name("baton-events").unstarted(this::keepConnected);
  }

  void start() {
    thread.start();
  }

  @Override
  public long nextFrom() {
    return nextFrom;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
    WebSocket socket = open;
    if (socket != null) {
      socket.abort();
    }
    thread.interrupt();
  }

  private void keepConnected() {
    long pauseMs = FIRST_PAUSE_MS;
    while (!isClosed()) {
      for (URI server : transport.serversInTurn()) {
        if (isClosed()) {
          return;
        }
        if (connectOnce(server)) {
          pauseMs = FIRST_PAUSE_MS;
        }
      }
      try {
        Thread.sleep(pauseMs);
      } catch (InterruptedException e) {
        return;
      }
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }

  /** Returns when the connection is over; true if it had been there at all. */
  private boolean connectOnce(URI server) {
    Connection connection = new Connection();
    WebSocket socket;
    try {
      WebSocket.Builder builder =
          transport.http().newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
      if (transport.token() != null) {
        builder.header("Authorization", "Bearer " + transport.token());
      }
      socket = builder.buildAsync(address(server), connection).join();
    } catch (CompletionException e) {
      refused(e.getCause() == null ? e : e.getCause());
      return false;
    }
    open = socket;
    if (isClosed()) {
      socket.abort();
      return true;
    }
    tell(() -> listener.connected(server));
    socket.request(1);
    String reason = connection.awaitEnd();
    socket.abort();
    open = null;
    tell(() -> listener.disconnected(reason));
    return true;
  }

  private URI address(URI server) {
    String query =
        Query.of("/events")
            .with("from", nextFrom == 0 ? null : nextFrom)
            .withAll("types", types)
            .toString();
    String http = Transport.resolve(server, query).toString();
    return URI.create("ws" + http.substring("http".length()));
  }

  private void refused(Throwable cause) {
    if (!(cause instanceof WebSocketHandshakeException handshake)) {
      return;
    }
    switch (handshake.getResponse().statusCode()) {
      case 410 -> restart();
      case 400, 401, 403, 404 -> {
        String detail =
            "The coordinator refused the event stream with HTTP "
                + handshake.getResponse().statusCode()
                + "; check the token and the address.";
        int status = handshake.getResponse().statusCode();
        tell(() ->
            listener.failed(
                new ProblemException(
                    new Problem(
                        "about:blank", "Refused", status, detail, null, "refused", null, null))));
        close();
      }
      default -> {
        // Not ready or too busy: the next coordinator, or the same one a little later.
      }
    }
  }

  private void restart() {
    long next;
    try {
      next = newestPlusOne.getAsLong();
    } catch (ClientException e) {
      return; // Asked again after the pause.
    }
    nextFrom = next;
    tell(() -> listener.restarted(next));
  }

  private boolean isClosed() {
    turn.lock();
    try {
      return closed;
    } finally {
      turn.unlock();
    }
  }

  private void tell(Runnable call) {
    turn.lock();
    try {
      if (!closed) {
        call.run();
      }
    } finally {
      turn.unlock();
    }
  }

  private void take(EventFrame frame) {
    List<EventView> fresh =
        frame.items().stream().filter(event -> event.number() >= nextFrom).toList();
    tell(() -> {
      nextFrom = Math.max(nextFrom, frame.nextFrom());
      if (!fresh.isEmpty()) {
        listener.events(fresh);
      }
    });
  }

  /** One WebSocket's life. */
  private final class Connection implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long lastHeardNanos = System.nanoTime();
    private volatile String reason = "no sign of life from the coordinator";

    String awaitEnd() {
      try {
        while (!ended.await(SILENCE_MS / 3, TimeUnit.MILLISECONDS)) {
          long silentMs = (System.nanoTime() - lastHeardNanos) / 1_000_000;
          if (silentMs > SILENCE_MS) {
            return reason;
          }
        }
      } catch (InterruptedException e) {
        return "closed";
      }
      return reason;
    }

    @Override
    public void onOpen(WebSocket socket) {
      // The first message is asked for once the listener knows that we are connected.
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      lastHeardNanos = System.nanoTime();
      if (message.length() + data.length() > MAX_MESSAGE_CHARS) {
        end("a message was too long");
        return null;
      }
      message.append(data);
      if (last) {
        try {
          take(transport.json().readValue(message.toString(), EventFrame.class));
        } catch (JacksonException e) {
          end("a message could not be read");
          return null;
        }
        message.setLength(0);
        lastHeardNanos = System.nanoTime();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
      lastHeardNanos = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String text) {
      end(text.isEmpty() ? "closed by the coordinator (" + code + ")" : text);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end(error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage());
    }

    private void end(String why) {
      reason = why;
      ended.countDown();
    }
  }
}
