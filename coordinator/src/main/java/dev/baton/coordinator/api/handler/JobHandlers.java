package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.JobStoredView;
import dev.baton.common.api.JobView;
import dev.baton.common.api.Page;
import dev.baton.common.api.ReasonRequest;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.ValidationView;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.Names;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.FirePreviews;
import dev.baton.coordinator.api.view.JobViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.JobStored;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.store.ReadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Definitions of jobs and their schedules. */
final class JobHandlers {
  private static final ReasonRequest NO_REASON = new ReasonRequest(null);
  private static final int DEFAULT_PREVIEW = 5;
  private static final int MAX_SEARCH_LENGTH = 200;

  /** Versions carry their whole text, so a page of them ends early when it grows long. */
  private static final int MAX_VERSION_CHARS = 8 * 1024 * 1024;

  private final ReadStore store;
  private final Commands commands;

  JobHandlers(ReadStore store, Commands commands) {
    this.store = store;
    this.commands = commands;
  }

  Answer list(Request request) {
    QueryText query = request.query();
    int limit = RecordHandlers.limit(query);
    String after = Cursor.read(query, "jobs");
    JobKey afterKey;
    try {
      afterKey = after == null ? null : JobKey.parse(after);
    } catch (IllegalArgumentException e) {
      throw Cursor.wrong();
    }
    List<Job> jobs =
        store.jobs(
            query.text("namespace", Names.MAX_LENGTH),
            query.text("q", MAX_SEARCH_LENGTH),
            afterKey,
            limit);
    String next = jobs.size() < limit ? null : Cursor.after("jobs", jobs.getLast().key());
    return Answer.ok(new Page<>(jobs.stream().map(JobViews::summary).toList(), next));
  }

  Answer get(Request request) {
    return Answer.ok(JobViews.job(stored(Texts.job(request))));
  }

  Answer put(Request request) throws InterruptedException {
    JobKey key = Texts.job(request);
    String text = request.text();
    JobTexts.Read read = JobTexts.read(text, key);
    if (read.spec() == null) {
      throw ProblemFailure.ofFile(
          "The job file has "
              + (read.problems().size() == 1 ? "a problem" : read.problems().size() + " problems")
              + ", so "
              + key
              + " was not changed. Correct what is listed and send it again.",
          read.problems());
    }
    JobStored stored =
        (JobStored)
            commands.ask(
                new Command.PutJob(
                    Commands.actor(request, request.query().text("reason", Texts.MAX_REASON)),
                    read.spec(),
                    text));
    return Answer.json(
        stored.changed() && stored.version() == 1 ? 201 : 200,
        new JobStoredView(stored.job().toString(), stored.version(), stored.changed()));
  }

  Answer delete(Request request) throws InterruptedException {
    return ClusterHandlers.done(
        commands.ask(
            new Command.DeleteJob(
                Commands.actor(request, request.query().text("reason", Texts.MAX_REASON)),
                Texts.job(request))));
  }

  Answer pause(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(new Command.PauseJob(Commands.actor(request, reason), Texts.job(request))));
  }

  Answer resume(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(new Command.ResumeJob(Commands.actor(request, reason), Texts.job(request))));
  }

  Answer validate(Request request) {
    String text = request.text();
    JobTexts.Read read = JobTexts.read(text, null);
    return Answer.ok(
        new ValidationView(
            read.spec() != null,
            read.spec() == null ? null : JobViews.draft(read.spec(), text),
            read.problems()));
  }

  Answer versions(Request request) {
    JobKey key = Texts.job(request);
    int limit =
        request.query().integer("limit", ApiLimits.DEFAULT_VERSIONS, 1, ApiLimits.MAX_VERSIONS);
    long before = Cursor.readNumber(request.query(), "versions");
    int version = before == 0 ? stored(key).version() : Math.toIntExact(before - 1);
    List<JobView> versions = new ArrayList<>();
    int chars = 0;
    while (version >= 1 && versions.size() < limit && chars < MAX_VERSION_CHARS) {
      store.jobVersion(key, version).ifPresent(job -> versions.add(JobViews.job(job)));
      chars += versions.isEmpty() ? 0 : versions.getLast().source().length();
      version--;
    }
    return Answer.ok(
        new Page<>(versions, version < 1 ? null : Cursor.after("versions", version + 1)));
  }

  Answer schedules(Request request) {
    Job job = stored(Texts.job(request));
    int preview = request.query().integer("preview", DEFAULT_PREVIEW, 0, ApiLimits.MAX_PREVIEW);
    Map<String, Instant> cursors = new HashMap<>();
    for (ScheduleCursor cursor : store.cursors(job.key())) {
      cursors.put(cursor.schedule(), cursor.nextFireAt());
    }
    List<ScheduleView> schedules = new ArrayList<>();
    for (ScheduleSpec schedule : job.spec().schedules()) {
      Instant cursor = cursors.get(schedule.name());
      schedules.add(
          JobViews.schedule(schedule, cursor, FirePreviews.of(schedule.timing(), cursor, preview)));
    }
    return Answer.ok(new Page<>(schedules, null));
  }

  private Job stored(JobKey key) {
    return store.job(key).orElseThrow(() -> Texts.notFound("job " + key));
  }
}
