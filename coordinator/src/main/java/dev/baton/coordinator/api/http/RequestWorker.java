package dev.baton.coordinator.api.http;

import dev.baton.coordinator.store.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs handlers on virtual threads, a bounded number at once, and turns failures into problems. */
public final class RequestWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWorker.class);

  private final Semaphore permits;
  private final Observer observer;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Hears of each request that was worked on. */
  @FunctionalInterface
  public interface Observer {
    void answered(Route route, int status, long nanos);
  }

  public RequestWorker(int maxRequests, Observer observer) {
    this.permits = new Semaphore(maxRequests);
    this.observer = observer;
  }

  /** Calls {@code answered} once, on another thread or, when there is no room, on this one. */
  void submit(Request request, Route.Handler handler, Consumer<Answer> answered) {
    if (closed.get() || !permits.tryAcquire()) {
      answered.accept(
          Answer.problem(
              ProblemFailure.of(
                  ProblemCode.TOO_MANY_REQUESTS,
                  "This coordinator works on as many requests as it can, so this one was not begun."
                      + " Ask again in a second."),
              request.path()));
      return;
    }
    Thread.ofVirtual().name("baton-api").start(() -> work(request, handler, answered));
  }

  private void work(Request request, Route.Handler handler, Consumer<Answer> answered) {
    long startedNanos = System.nanoTime();
    Answer answer;
    try {
      answer = handler.handle(request);
    } catch (ProblemFailure e) {
      answer = Answer.problem(e, request.path());
    } catch (StoreException e) {
      LOG.warn(
          "{} {}: the store did not answer: {}",
          request.route().method(),
          request.path(),
          e.getMessage());
      answer =
          problem(
              request,
              ProblemCode.STORE_AWAY,
              "The store of this coordinator does not answer. Ask again in a moment, or ask another"
                  + " coordinator.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer =
          problem(request, ProblemCode.UNKNOWN_OUTCOME, "This coordinator ends. Ask another one.");
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.route().method(), request.path(), e);
      answer =
          problem(
              request,
              ProblemCode.INTERNAL,
              "The coordinator could not work on this request; its log says why. If it was to"
                  + " change something, look whether it did before you ask again.");
    } finally {
      permits.release();
    }
    observer.answered(request.route(), answer.status(), System.nanoTime() - startedNanos);
    answered.accept(answer);
  }

  private static Answer problem(Request request, ProblemCode code, String detail) {
    return Answer.problem(ProblemFailure.of(code, detail), request.path());
  }

  /** Begins no more requests. */
  @Override
  public void close() {
    closed.set(true);
  }
}
