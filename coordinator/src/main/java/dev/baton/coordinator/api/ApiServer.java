package dev.baton.coordinator.api;

import dev.baton.common.api.ApiHeaders;
import dev.baton.coordinator.api.auth.Tokens;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.event.EventStreams;
import dev.baton.coordinator.api.handler.RouteTable;
import dev.baton.coordinator.api.http.HttpDoor;
import dev.baton.coordinator.api.http.RequestWorker;
import dev.baton.coordinator.api.http.Route;
import dev.baton.coordinator.api.http.Router;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Serves the operator API until closed. */
public final class ApiServer implements AutoCloseable {
  private final ApiSettings settings;
  private final RouteTable table;
  private final RequestWorker worker;
  private final HttpDoor door;

  private ApiServer(ApiSettings settings, RouteTable table, RequestWorker worker, HttpDoor door) {
    this.settings = settings;
    this.table = table;
    this.worker = worker;
    this.door = door;
  }

  /**
   * Begins to listen. The hub stays the caller's, who starts and closes it.
   *
   * @param version of the program, for the cluster page
   * @throws ApiStartException if it must not or cannot listen there; the message is for people
   */
  public static ApiServer start(
      ApiSettings settings,
      CoordinatorService service,
      EventHub hub,
      Tokens tokens,
      CoordinatorMetrics metrics,
      InstantSource clock,
      String version) {
    settings.check();
    ApiSettings.Limits limits = settings.limits();
    EventStreams events = new EventStreams(hub, limits.maxWebSockets(), limits.stallMs());
    RouteTable table = new RouteTable(settings, service, hub, events, metrics, clock, version);
    RequestWorker worker =
        new RequestWorker(
            limits.maxRequests(),
            (route, status, nanos) ->
                metrics.request(route.method(), route.path().text(), status, nanos));
    HttpDoor door =
        new HttpDoor(
            new HttpDoor.Limits(
                limits.maxConnections(),
                limits.maxRequestLineBytes(),
                limits.maxHeaderBytes(),
                limits.idleMs(),
                limits.bodyMs()),
            settings.tls(),
            new Router(table.routes()),
            tokens,
            worker,
            events,
            () -> standing(service.status()));
    metrics.gauge("baton.api.connections", "Open connections of the API", door::connections);
    try {
      door.open(settings.host(), settings.port());
    } catch (IOException e) {
      door.close();
      table.close();
      throw new ApiStartException(
          "The coordinator cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + " ("
              + e.getMessage()
              + "), so it did not start. Another program may use that port: end it, or choose"
              + " another port.",
          e);
    }
    return new ApiServer(settings, table, worker, door);
  }

  /** Where it listens, for clients on this machine. */
  public URI address() {
    InetSocketAddress bound = door.address();
    String host = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : settings.host();
    String plain = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create(
        (settings.tls() == null ? "http" : "https") + "://" + plain + ":" + bound.getPort());
  }

  public List<Route> routes() {
    return table.routes();
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    worker.close();
    door.close();
    table.close();
  }

  private static Map<String, String> standing(ClusterStatus status) {
    String epoch = Long.toString(status.epoch());
    return status.leaderApi() == null
        ? Map.of(ApiHeaders.EPOCH, epoch)
        : Map.of(ApiHeaders.EPOCH, epoch, ApiHeaders.LEADER, status.leaderApi().toString());
  }
}
