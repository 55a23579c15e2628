package dev.baton.executor.task;

import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.executor.guard.AttemptPlace;
import dev.baton.executor.guard.Guards;
import dev.baton.executor.handler.AttemptFacts;
import dev.baton.executor.handler.ForkedHandler;
import dev.baton.executor.handler.Handler;
import dev.baton.executor.handler.HandlerRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;

/** Chooses how each kind of task is run. */
final class TaskBodies {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final TaskSettings settings;
  private final HandlerRegistry handlers;

  /** Made for the first http task: it keeps a thread. Guarded by this. */
  private HttpClient http;

  /** Null where no guard works. */
  private final Guards guards;

  private final String whyNoGuards;
  private final Executor threads;

  /**
   * @param threads gives a thread at once, whatever else it does
   */
  TaskBodies(
      TaskSettings settings,
      HandlerRegistry handlers,
      Guards guards,
      String whyNoGuards,
      Executor threads) {
    this.settings = settings;
    this.handlers = handlers;
    this.guards = guards;
    this.whyNoGuards = whyNoGuards;
    this.threads = threads;
  }

  TaskBody create(StartOrder order, AttemptPlace place, AttemptLog log)
      throws StartFailure, IOException {
    return switch (order.action()) {
      case TaskAction.Shell shell -> process(order, place, log, Commands.shell(shell, place));
      case TaskAction.Command command -> process(order, place, log, Commands.command(command));
      case TaskAction.Script script -> process(order, place, log, Commands.script(script, place));
      case TaskAction.Http request -> new HttpBody(http(), order, request, log);
      case TaskAction.Java java -> handler(order, place, log, java);
    };
  }

  /** Whether such a task is a process, which its guard ends with the lease. */
  static boolean isGuarded(TaskAction action) {
    return switch (action) {
      case TaskAction.Shell shell -> true;
      case TaskAction.Command command -> true;
      case TaskAction.Script script -> true;
      case TaskAction.Http request -> false;
      case TaskAction.Java java -> java.forked();
    };
  }

  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    return http;
  }

  synchronized void close() {
    if (http != null) {
      http.shutdownNow();
    }
  }

  private TaskBody process(StartOrder order, AttemptPlace place, AttemptLog log, List<String> argv)
      throws StartFailure, IOException {
    if (guards == null) {
      throw new StartFailure("The task was not started. " + whyNoGuards);
    }
    TaskEnvironment environment = TaskEnvironment.prepare(order, place);
    environment.notes().forEach(log::note);
    SortedMap<String, String> variables = SortedMaps.copyOf(environment.variables());
    return new ProcessBody(guards, place, argv, variables, order.leased(), log);
  }

  private TaskBody handler(
      StartOrder order, AttemptPlace place, AttemptLog log, TaskAction.Java action)
      throws StartFailure, IOException {
    Handler handler =
        handlers
            .find(action.handler())
            .orElseThrow(() ->
                new StartFailure(
                    "this executor has no java handler '"
                        + action.handler()
                        + "'; it has "
                        + handlers.names()
                        + ". Put its jar into the executor's handlers folder and restart it."));
    AttemptFacts facts =
        new AttemptFacts(
            order.job().toString(),
            order.attempt().run().value(),
            order.attempt().task(),
            order.attempt().number(),
            order.fireAt(),
            order.idempotencyKey(),
            order.token().toString(),
            order.params(),
            action.args(),
            order.inputs());
    if (!action.forked()) {
      return new HandlerBody(handler, facts, place, log, threads);
    }
    Handler.Recipe recipe =
        handler
            .recipe()
            .orElseThrow(() ->
                new StartFailure(
                    "handler '"
                        + action.handler()
                        + "' can't run forked: it is an object of this program. Make it a"
                        + " public class with a public constructor without parameters."));
    return process(
        order,
        place,
        log,
        ForkedHandler.command(recipe, facts, place.dir(), settings.forkedJvmOptions()));
  }
}
