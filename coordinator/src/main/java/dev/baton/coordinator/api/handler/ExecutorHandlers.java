package dev.baton.coordinator.api.handler;

import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.Page;
import dev.baton.common.api.ReasonRequest;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.ClusterViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.Executors;

/** Executors, which only the leader sees as they are. */
final class ExecutorHandlers {
  private static final ReasonRequest NO_REASON = new ReasonRequest(null);
  private static final long MAX_DRAIN_MS = 7L * 24 * 3_600 * 1_000;

  private final Commands commands;

  ExecutorHandlers(Commands commands) {
    this.commands = commands;
  }

  Answer list(Request request) throws InterruptedException {
    Executors executors =
        (Executors) commands.ask(new Command.ListExecutors(Commands.actor(request, null)));
    return Answer.ok(
        new Page<>(executors.executors().stream().map(ClusterViews::executor).toList(), null));
  }

  Answer cordon(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(
            new Command.CordonExecutor(Commands.actor(request, reason), Texts.executor(request))));
  }

  Answer uncordon(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(
            new Command.UncordonExecutor(
                Commands.actor(request, reason), Texts.executor(request))));
  }

  Answer drain(Request request) throws InterruptedException {
    DrainRequest asked = request.json(DrainRequest.class, new DrainRequest(null, null));
    long cancelAfterMs =
        asked.cancelAfterMs() == null
            ? DrainRequest.DEFAULT_CANCEL_AFTER_MS
            : asked.cancelAfterMs();
    if (cancelAfterMs < 0 || cancelAfterMs > MAX_DRAIN_MS) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "cancelAfterMs",
          "'cancelAfterMs' must be 0 to " + MAX_DRAIN_MS + " (a week). Nothing was done.");
    }
    return ClusterHandlers.done(
        commands.ask(
            new Command.DrainExecutor(
                Commands.actor(request, asked.reason()), Texts.executor(request), cancelAfterMs)));
  }
}
