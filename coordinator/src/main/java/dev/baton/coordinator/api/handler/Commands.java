package dev.baton.coordinator.api.handler;

import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a command to the core and waits for what it came to. */
final class Commands {
  private final CoordinatorService service;
  private final long limitMs;

  Commands(CoordinatorService service, long limitMs) {
    this.service = service;
    this.limitMs = limitMs;
  }

  /**
   * @throws ProblemFailure if the command was rejected, or nobody knows whether it took effect
   * @throws NotLeader if this coordinator does not lead (any more)
   */
  CommandResult ask(Command command) throws InterruptedException {
    CommandResult result = outcome(command);
    if (result instanceof Rejected rejected) {
      throw failureOf(rejected);
    }
    return result;
  }

  /** The same, but what was rejected is a value. */
  CommandResult outcome(Command command) throws InterruptedException {
    return await(give(command));
  }

  CompletionStage<CommandResult> give(Command command) {
    return service.submit(command);
  }

  CommandResult await(CompletionStage<CommandResult> given) throws InterruptedException {
    try {
      return given.toCompletableFuture().get(limitMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ProblemFailure.of(
          ProblemCode.UNKNOWN_OUTCOME,
          "The leader did not answer within "
              + limitMs
              + " ms, so it is not known whether this took effect. Ask again; with the same request"
              + " key nothing happens twice.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the core did not answer a command", e.getCause());
    }
  }

  static RuntimeException failureOf(Rejected rejected) {
    return switch (rejected.code()) {
      case NOT_LEADER -> new NotLeader();
      case NOT_FOUND -> ProblemFailure.of(ProblemCode.NOT_FOUND, rejected.message());
      case CONFLICT -> ProblemFailure.of(ProblemCode.CONFLICT, rejected.message());
      case INVALID -> ProblemFailure.of(ProblemCode.INVALID, rejected.message());
      case LIMIT -> ProblemFailure.of(ProblemCode.LIMIT, rejected.message());
      case UNKNOWN -> ProblemFailure.of(ProblemCode.UNKNOWN_OUTCOME, rejected.message());
    };
  }

  static Actor actor(Request request, String reason) {
    return new Actor(
        request.caller().name(),
        request.origin(),
        reason == null ? "" : Texts.line("reason", reason, Texts.MAX_REASON));
  }

  /** This coordinator does not lead. */
  static final class NotLeader extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotLeader() {
      super("not the leader", null, false, false);
    }
  }
}
