package dev.baton.executor.task;

import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A request. Its response's body goes to the log; its status is the output {@code status}. The
 * receiver is told the idempotency key and the fencing token in headers.
 */
final class HttpBody implements TaskBody {
  /** Of the response's body; what is beyond is not fetched. */
  static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final int BUFFER_BYTES = 16 * 1024;

  private final HttpClient client;
  private final HttpRequest request;
  private final TaskAction.Http action;
  private final AttemptLog log;
  private CompletableFuture<HttpResponse<InputStream>> answer;
  private volatile boolean canceled;
  private volatile InputStream body;

  HttpBody(HttpClient client, StartOrder order, TaskAction.Http action, AttemptLog log)
      throws StartFailure {
    this.client = client;
    this.action = action;
    this.log = log;
    this.request = request(order, action);
  }

  private static HttpRequest request(StartOrder order, TaskAction.Http action) throws StartFailure {
    Templates templates = new Templates(order);
    String url = templates.fillUrl(action.url());
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(new URI(url));
      builder.setHeader("Idempotency-Key", order.idempotencyKey());
      builder.setHeader("Baton-Fencing-Token", order.token().toString());
      for (Map.Entry<String, String> header : action.headers().entrySet()) {
        builder.setHeader(
            header.getKey(), templates.fill("header " + header.getKey(), header.getValue()));
      }
      String text = action.body() == null ? "" : templates.fill("the body", action.body());
      builder.method(
          action.method(),
          text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
      return builder.build();
    } catch (IllegalArgumentException | java.net.URISyntaxException e) {
      throw new StartFailure("the request to '" + url + "' can't be made: " + e.getMessage());
    }
  }

  @Override
  public void start() {
    answer = client.sendAsync(request, BodyHandlers.ofInputStream());
  }

  @Override
  public void end(long graceMs) {
    canceled = true;
    answer.cancel(true);
    InputStream reading = body;
    if (reading != null) {
      closeQuietly(reading);
    }
  }

  @Override
  public Finish await() throws InterruptedException {
    try {
      HttpResponse<InputStream> response = answer.get();
      body = response.body();
      if (canceled) {
        closeQuietly(body);
        return asked();
      }
      copyToLog(body);
      return canceled ? asked() : judge(response.statusCode());
    } catch (CancellationException e) {
      return asked();
    } catch (ExecutionException e) {
      return canceled ? asked() : failed(e.getCause());
    } catch (IOException e) {
      return canceled ? asked() : failed(e);
    }
  }

  private Finish judge(int status) {
    if (status < action.expectStatusFrom() || status > action.expectStatusTo()) {
      String expected =
          action.expectStatusFrom() == action.expectStatusTo()
              ? Integer.toString(action.expectStatusFrom())
              : action.expectStatusFrom() + " to " + action.expectStatusTo();
      return Finish.failed(
          null, "status " + status + " from " + request.uri() + ", expected " + expected);
    }
    return Finish.succeeded(
        null, "status " + status, new TreeMap<>(Map.of("status", Integer.toString(status))));
  }

  private void copyToLog(InputStream in) throws IOException {
    try (in) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int total = 0;
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        int kept = Math.min(length, MAX_BODY_BYTES - total);
        log.write(buffer, kept);
        total += kept;
        if (kept < length) {
          log.note("response cut here at " + MAX_BODY_BYTES + " bytes; the rest was not fetched");
          return;
        }
      }
    }
  }

  private Finish failed(Throwable cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return Finish.failed(null, request.method() + " " + request.uri() + " failed: " + reason);
  }

  private static Finish asked() {
    return Finish.ended(Outcome.CANCELED, null, "ended on request");
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // Nobody reads it any more.
      return;
    }
  }
}
