package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApproveRequest;
import dev.baton.common.api.Page;
import dev.baton.common.api.ReasonRequest;
import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentKind;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.IncidentViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.ReadStore.IncidentFilter;
import java.util.List;

/** Incidents: what happened, what was done about it, and the proof. */
final class IncidentHandlers {
  private static final ReasonRequest NO_REASON = new ReasonRequest(null);
  private static final String LIST = "incidents";
  private static final String ATTEMPTS = "incident-attempts";
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_ACTION = 100;

  private final ReadStore store;
  private final Commands commands;

  IncidentHandlers(ReadStore store, Commands commands) {
    this.store = store;
    this.commands = commands;
  }

  Answer list(Request request) {
    QueryText query = request.query();
    int limit = RecordHandlers.limit(query);
    long run = query.number("run", 0, 0, Long.MAX_VALUE);
    IncidentFilter filter =
        new IncidentFilter(
            kind(query),
            query.text("subject", MAX_SUBJECT),
            query.flag("open"),
            run == 0 ? null : new RunId(run),
            query.instant("from"),
            query.instant("to"));
    List<Incident> rows = store.incidents(filter, Cursor.readNumber(query, LIST), limit);
    return Answer.ok(
        new Page<>(
            rows.stream().map(IncidentViews::incident).toList(),
            rows.size() < limit ? null : Cursor.after(LIST, rows.getLast().id())));
  }

  private static IncidentKind kind(QueryText query) {
    String text = query.text("kind", MAX_ACTION);
    if (text == null) {
      return null;
    }
    for (IncidentKind kind : IncidentKind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    throw QueryText.wrong("kind", "must be one of " + List.of(IncidentKind.values()));
  }

  Answer get(Request request) {
    return Answer.ok(IncidentViews.incident(find(request)));
  }

  private Incident find(Request request) {
    long id = id(request);
    return store.incident(id).orElseThrow(() -> Texts.notFound("incident " + id));
  }

  private static long id(Request request) {
    String text = request.value("incident");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Texts.notFound("incident " + Texts.shorten(text));
    }
  }

  Answer attempts(Request request) {
    QueryText query = request.query();
    int limit = RecordHandlers.limit(query);
    Incident incident = find(request);
    List<IncidentTouch> rows = store.touches(incident.id(), after(query), limit);
    return Answer.ok(
        new Page<>(
            rows.stream().map(IncidentViews::touch).toList(),
            rows.size() < limit ? null : Cursor.after(ATTEMPTS, rows.getLast().attempt())));
  }

  private static AttemptId after(QueryText query) {
    String text = Cursor.read(query, ATTEMPTS);
    if (text == null) {
      return null;
    }
    String[] parts = text.split("/", -1);
    try {
      return new AttemptId(
          new RunId(Long.parseLong(parts[0])), parts[1], Integer.parseInt(parts[2]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Cursor.wrong();
    }
  }

  Answer approve(Request request) throws InterruptedException {
    ApproveRequest asked = request.json(ApproveRequest.class, new ApproveRequest(null, null));
    if (asked.action() == null || asked.action().isBlank()) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "action",
          "'action' is missing: name a proposed action of the incident's plan. Nothing was done.");
    }
    return ClusterHandlers.done(
        commands.ask(
            new Command.ApproveIncident(
                Commands.actor(request, asked.reason()),
                id(request),
                Texts.line("action", asked.action(), MAX_ACTION))));
  }

  Answer close(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(new Command.CloseIncident(Commands.actor(request, reason), id(request))));
  }
}
