package dev.baton.coordinator.peer;

import dev.baton.coordinator.core.Input.PeerReach;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one coordinator until it is proven dead or the watch is closed. Proof is, after we have
 * talked to that very process life: a refused connection, or another process that answers in its
 * place. A connection that is made proves nothing, since a dying process may still accept it: such
 * a one is held, and the next is tried. Silence proves nothing either; ZooKeeper's session decides
 * on that.
 */
final class PeerWatch implements Runnable, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeerWatch.class);

  private static final int DIAL_LIMIT_MS = 1_000;

  /** Doubles with each try, up to the dial limit. */
  private static final int FIRST_ANSWER_LIMIT_MS = 20;

  /** Doubles with each try. */
  private static final int FIRST_PAUSE_MS = 5;

  private static final int MAX_PAUSE_MS = 100;
  private static final int STRANGER_PAUSE_MS = 500;
  private static final int MAX_HELD = 4;

  private final PeerMessage.Hello self;
  private final PeerMessage.Hello watched;
  private final InetSocketAddress address;
  private final SSLContext tls;
  private final String token;
  private final Consumer<String> proof;

  private volatile boolean closed;
  private volatile PeerSocket talking;
  private volatile Thread thread;
  private boolean talkedBefore;

  /**
   * @param proof told once, with what proves that the watched process is dead
   */
  PeerWatch(
      PeerMessage.Hello self,
      PeerMessage.Hello watched,
      InetSocketAddress address,
      SSLContext tls,
      String token,
      Consumer<String> proof) {
    this.self = self;
    this.watched = watched;
    this.address = address;
    this.tls = tls;
    this.token = token;
    this.proof = proof;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (!closed) {
        PeerSocket link = reach();
        if (link == null) {
          return;
        }
        talk(link);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The link to the watched process life; null once that is proven dead, or we are closed. */
  private PeerSocket reach() throws InterruptedException {
    Deque<PeerSocket> held = new ArrayDeque<>();
    int answerLimitMs = FIRST_ANSWER_LIMIT_MS;
    int pauseMs = FIRST_PAUSE_MS;
    try {
      while (!closed) {
        PeerSocket link = null;
        try {
          link = PeerSocket.dial(freshAddress(), tls, token, self, DIAL_LIMIT_MS);
          PeerMessage answer = link.receive(answerLimitMs);
          if (answer.equals(watched)) {
            talkedBefore = true;
            return link;
          }
          link.close();
          if (provesDeath(answer)) {
            proof.accept("at " + dialled() + " answers another process: " + answer);
            return null;
          }
          Thread.sleep(STRANGER_PAUSE_MS);
        } catch (SocketTimeoutException e) {
          if (link != null) {
            held.addLast(link);
          }
          if (held.size() > MAX_HELD) {
            held.removeFirst().close();
          }
          answerLimitMs = Math.min(2 * answerLimitMs, DIAL_LIMIT_MS);
        } catch (ConnectException e) {
          if (talkedBefore && isRefusal(e)) {
            proof.accept("its link was reset, and a new connection to " + dialled() + " refused");
            return null;
          }
          Thread.sleep(STRANGER_PAUSE_MS);
        } catch (IOException e) {
          if (link != null) {
            link.close();
          }
          log.debug("No link to {} at {}: {}", watched.coordinator(), dialled(), e.toString());
          Thread.sleep(talkedBefore ? pauseMs : STRANGER_PAUSE_MS);
          pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
        }
      }
      return null;
    } finally {
      held.forEach(PeerSocket::close);
    }
  }

  /** Host names are looked up anew, since a machine may come back under another number. */
  private InetSocketAddress freshAddress() {
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }

  private String dialled() {
    return address.getHostString() + ":" + address.getPort();
  }

  private boolean provesDeath(PeerMessage answer) {
    return answer instanceof PeerMessage.Hello other
        && (talkedBefore || other.coordinator().equals(watched.coordinator()));
  }

  private static boolean isRefusal(ConnectException e) {
    return e.getMessage() != null && e.getMessage().contains("refused");
  }

  /** Listens until the link ends. */
  private void talk(PeerSocket link) {
    talking = link;
    try {
      while (!closed) {
        link.receive(0);
      }
    } catch (IOException e) {
      log.debug("The link to {} ended: {}", watched.coordinator(), e.toString());
    } finally {
      talking = null;
      link.close();
    }
  }

  /** Dials once, on the caller's thread, and says how the watched process answers. */
  PeerReach look() {
    try (PeerSocket link = PeerSocket.dial(freshAddress(), tls, token, self, DIAL_LIMIT_MS)) {
      PeerMessage answer = link.receive(DIAL_LIMIT_MS);
      return answer.equals(watched) ? PeerReach.ALIVE : PeerReach.DEAD;
    } catch (SocketTimeoutException e) {
      // TLS is said by the process, not by its machine: without a word there is no handshake.
      return e.getMessage() != null && e.getMessage().contains("onnect timed out")
          ? PeerReach.UNREACHABLE
          : PeerReach.MUTE;
    } catch (ConnectException e) {
      return isRefusal(e) ? PeerReach.DEAD : PeerReach.UNREACHABLE;
    } catch (IOException e) {
      return PeerReach.UNREACHABLE;
    }
  }

  /** Says a beat, if there is a link. */
  void beat(PeerMessage.Beat beat) {
    PeerSocket link = talking;
    if (link != null) {
      try {
        link.send(beat);
      } catch (IOException e) {
        link.close();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    PeerSocket link = talking;
    if (link != null) {
      link.close();
    }
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
