package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.MinuteCountView;
import dev.baton.common.api.Page;
import dev.baton.common.id.JobKey;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.ClusterViews;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.ReadStore.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** What has been written down: failover events, audit, skips, reports. */
final class RecordHandlers {
  private static final Duration DEFAULT_REPORT = Duration.ofHours(1);
  private static final Duration LONGEST_REPORT = Duration.ofDays(7);

  private final ReadStore store;
  private final InstantSource clock;

  RecordHandlers(ReadStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Answer failoverEvents(Request request) {
    QueryText query = request.query();
    int limit = limit(query);
    return numberedPage(
        "failover",
        limit,
        store.failoverEvents(
            query.instant("from"),
            query.instant("to"),
            Cursor.readNumber(query, "failover"),
            limit),
        entry -> ClusterViews.failoverEvent(entry.number(), entry.value()));
  }

  Answer audit(Request request) {
    QueryText query = request.query();
    int limit = limit(query);
    return numberedPage(
        "audit",
        limit,
        store.audit(
            query.instant("from"), query.instant("to"), Cursor.readNumber(query, "audit"), limit),
        entry -> ClusterViews.audit(entry.number(), entry.value()));
  }

  Answer skips(Request request) {
    QueryText query = request.query();
    JobKey job = Texts.jobFilter(query);
    return Answer.ok(
        new Page<>(
            store.skips(job, query.instant("from"), query.instant("to"), limit(query)).stream()
                .map(ClusterViews::skip)
                .toList(),
            null));
  }

  Answer runsPerMinute(Request request) {
    QueryText query = request.query();
    Instant to = query.instant("to") == null ? clock.instant() : query.instant("to");
    Instant from = query.instant("from") == null ? to.minus(DEFAULT_REPORT) : query.instant("from");
    if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST_REPORT) > 0) {
      throw QueryText.wrong(
          "from", "must lie before 'to', by " + LONGEST_REPORT.toDays() + " days at most");
    }
    List<MinuteCountView> minutes =
        store.runsPerMinute(from, to, Texts.jobFilter(query)).stream()
            .map(count -> new MinuteCountView(count.minute(), count.status(), count.count()))
            .toList();
    return Answer.ok(new Page<>(minutes, null));
  }

  /** For paths whose feature this version does not have. */
  static Answer notBuilt(Request request) {
    throw ProblemFailure.of(
        ProblemCode.NOT_BUILT, "This version of Baton does not have this yet. Nothing was done.");
  }

  static int limit(QueryText query) {
    return query.integer("limit", ApiLimits.DEFAULT_PAGE, 1, ApiLimits.MAX_PAGE);
  }

  private static <T> Answer numberedPage(
      String list, int limit, List<Numbered<T>> rows, Function<Numbered<T>, Object> view) {
    String next = rows.size() < limit ? null : Cursor.after(list, rows.getLast().number());
    return Answer.ok(new Page<>(rows.stream().map(view).toList(), next));
  }
}
