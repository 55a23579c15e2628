package dev.baton.common.api.client;

import dev.baton.common.api.ApiHeaders;
import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.AuditView;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.BulkRunsView;
import dev.baton.common.api.CheckView;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.DrainRequest;
import dev.baton.common.api.EventFrame;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExplainView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.JobStoredView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.MinuteCountView;
import dev.baton.common.api.Page;
import dev.baton.common.api.Problem;
import dev.baton.common.api.ReasonRequest;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.SkipView;
import dev.baton.common.api.TaskPlanView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.ValidationView;
import dev.baton.common.api.client.Transport.Call;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.TaskDecision;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/** Each method is one path of the operator API. */
final class HttpBatonClient implements BatonClient {
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  private final Transport transport;

  HttpBatonClient(ClientSettings settings) {
    this.transport = new Transport(settings);
  }

  @Override
  public ClusterView cluster() {
    return get(Query.of("/cluster"), new TypeReference<>() {});
  }

  @Override
  public CheckView checkCluster() {
    return get(Query.of("/cluster/check"), new TypeReference<>() {});
  }

  @Override
  public Page<JobSummary> jobs(String namespace, String nameContains, String cursor, int limit) {
    return get(
        Query.of("/jobs")
            .with("namespace", namespace)
            .with("q", nameContains)
            .with("cursor", cursor)
            .with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public JobView job(JobKey job) {
    return get(ofJob(job, ""), new TypeReference<>() {});
  }

  @Override
  public List<JobView> jobVersions(JobKey job, int limit) {
    return get(ofJob(job, "/versions").with("limit", limit), new TypeReference<Page<JobView>>() {})
        .items();
  }

  @Override
  public JobStoredView putJob(JobKey job, String text, String reason) {
    return sendFile("PUT", ofJob(job, "").with("reason", reason), text, new TypeReference<>() {});
  }

  @Override
  public DoneView deleteJob(JobKey job, String reason) {
    return read(
        transport.send(
            new Call(
                "DELETE",
                ofJob(job, "").with("reason", reason).toString(),
                null,
                null,
                Duration.ZERO)),
        new TypeReference<>() {});
  }

  @Override
  public DoneView pauseJob(JobKey job, String reason) {
    return post(ofJob(job, "/pause"), new ReasonRequest(reason), new TypeReference<>() {});
  }

  @Override
  public DoneView resumeJob(JobKey job, String reason) {
    return post(ofJob(job, "/resume"), new ReasonRequest(reason), new TypeReference<>() {});
  }

  @Override
  public ValidationView validate(String text) {
    return sendFile("POST", Query.of("/jobs:validate"), text, new TypeReference<>() {});
  }

  @Override
  public List<ScheduleView> schedules(JobKey job, int preview) {
    return get(
            ofJob(job, "/schedules").with("preview", preview),
            new TypeReference<Page<ScheduleView>>() {})
        .items();
  }

  @Override
  public RunAcceptedView trigger(JobKey job, TriggerRequest request) {
    TriggerRequest keyed =
        new TriggerRequest(
            keyOrNew(request.requestKey()), request.params(), request.trigger(), request.reason());
    return post(ofJob(job, "/runs"), keyed, new TypeReference<>() {});
  }

  @Override
  public BulkRunsView triggerMany(JobKey job, BulkRunsRequest request) {
    return post(ofJob(job, "/runs:bulk"), request, new TypeReference<>() {});
  }

  @Override
  public Page<RunView> runs(RunQuery query, String cursor, int limit) {
    return get(
        Query.of("/runs")
            .with("job", query.job())
            .withAll("status", query.statuses())
            .with("from", query.from())
            .with("to", query.to())
            .with("cursor", cursor)
            .with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public RunDetailView run(long run) {
    return get(Query.of("/runs/" + run), new TypeReference<>() {});
  }

  @Override
  public DoneView cancel(long run, String reason) {
    return post(
        Query.of("/runs/" + run + "/cancel"), new ReasonRequest(reason), new TypeReference<>() {});
  }

  @Override
  public RunAcceptedView rerun(long run, RerunRequest request) {
    RerunRequest keyed =
        new RerunRequest(
            request.mode(),
            request.task(),
            keyOrNew(request.requestKey()),
            false,
            request.reason());
    return post(Query.of("/runs/" + run + "/rerun"), keyed, new TypeReference<>() {});
  }

  @Override
  public RerunPlanView previewRerun(long run, RerunRequest request) {
    RerunRequest preview =
        new RerunRequest(request.mode(), request.task(), null, true, request.reason());
    return post(Query.of("/runs/" + run + "/rerun"), preview, new TypeReference<>() {});
  }

  @Override
  public ExplainView explain(long run) {
    return get(Query.of("/runs/" + run + "/explain"), new TypeReference<>() {});
  }

  @Override
  public DoneView decide(long run, String task, DecideRequest request) {
    return post(
        Query.of("/runs/" + run + "/tasks/", task, "/decide"), request, new TypeReference<>() {});
  }

  @Override
  public TaskPlanView planDecision(long run, String task, TaskDecision decision) {
    return post(
        Query.of("/runs/" + run + "/tasks/", task, "/decide"),
        new DecideRequest(decision, null, true),
        new TypeReference<>() {});
  }

  @Override
  public LogSliceView log(
      long run, String task, int attempt, long offset, int limit, long followMs) {
    Query query =
        Query.of("/runs/" + run + "/tasks/", task, "/attempts/" + attempt + "/log")
            .with("offset", offset)
            .with("limit", limit);
    if (followMs > 0) {
      query.with("follow", true).with("waitMs", followMs);
    }
    HttpResponse<byte[]> answer =
        transport.send(new Call("GET", query.toString(), null, null, Duration.ofMillis(followMs)));
    return new LogSliceView(
        offset,
        answer.body(),
        answer
            .headers()
            .firstValueAsLong(ApiHeaders.LOG_NEXT_OFFSET)
            .orElse(offset + answer.body().length),
        answer.headers().firstValue(ApiHeaders.LOG_COMPLETE).map("true"::equals).orElse(false));
  }

  @Override
  public List<ArtifactView> artifacts(long run) {
    return get(Query.of("/runs/" + run + "/artifacts"), new TypeReference<Page<ArtifactView>>() {})
        .items();
  }

  @Override
  public byte[] artifact(long run, String task, String name) {
    return transport
        .send(
            new Call(
                "GET",
                Query.of("/runs/" + run + "/artifacts/", task, "/", name).toString(),
                null,
                null,
                Duration.ZERO))
        .body();
  }

  @Override
  public List<ExecutorView> executors() {
    return get(Query.of("/executors"), new TypeReference<Page<ExecutorView>>() {}).items();
  }

  @Override
  public DoneView cordon(String executor, String reason) {
    return post(
        Query.of("/executors/", executor, "/cordon"),
        new ReasonRequest(reason),
        new TypeReference<>() {});
  }

  @Override
  public DoneView uncordon(String executor, String reason) {
    return post(
        Query.of("/executors/", executor, "/uncordon"),
        new ReasonRequest(reason),
        new TypeReference<>() {});
  }

  @Override
  public DoneView drain(String executor, DrainRequest request) {
    return post(Query.of("/executors/", executor, "/drain"), request, new TypeReference<>() {});
  }

  @Override
  public Page<FailoverEventView> failoverEvents(
      Instant from, Instant to, String cursor, int limit) {
    return get(
        between("/failover-events", from, to).with("cursor", cursor).with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public Page<AuditView> audit(Instant from, Instant to, String cursor, int limit) {
    return get(
        between("/audit", from, to).with("cursor", cursor).with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public Page<SkipView> skips(JobKey job, Instant from, Instant to, int limit) {
    return get(
        between("/skips", from, to).with("job", job).with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public List<MinuteCountView> runsPerMinute(Instant from, Instant to, JobKey job) {
    return get(
            between("/reports/runs-per-minute", from, to).with("job", job),
            new TypeReference<Page<MinuteCountView>>() {})
        .items();
  }

  @Override
  public RecoveryClient recovery() {
    return new HttpRecoveryClient(this);
  }

  @Override
  public DoneView stepDown(String reason) {
    return post(
        Query.of("/cluster/step-down"), new ReasonRequest(reason), new TypeReference<>() {});
  }

  @Override
  public EventFrame events(long from, int limit) {
    return get(
        Query.of("/events").with("from", from).with("limit", limit), new TypeReference<>() {});
  }

  @Override
  public EventSubscription subscribe(long from, Set<String> types, EventListener listener) {
    EventStream stream =
        new EventStream(transport, from, types, listener, () -> cluster().events().last() + 1);
    stream.start();
    return stream;
  }

  @Override
  public void close() {
    transport.close();
  }

  private static Query ofJob(JobKey job, String rest) {
    return Query.of("/jobs/", job.namespace(), "/", job.name(), rest);
  }

  private static Query between(String path, Instant from, Instant to) {
    return Query.of(path).with("from", from).with("to", to);
  }

  private static String keyOrNew(String requestKey) {
    return requestKey == null ? UUID.randomUUID().toString() : requestKey;
  }

  <T> T get(Query query, TypeReference<T> type) {
    return read(transport.send(new Call("GET", query.toString(), null, null, Duration.ZERO)), type);
  }

  <T> T post(Query query, Object body, TypeReference<T> type) {
    byte[] bytes = transport.json().writeValueAsBytes(body);
    return read(
        transport.send(new Call("POST", query.toString(), JSON, bytes, Duration.ZERO)), type);
  }

  /** A server hangs up on a file that is too large, so it is not sent. */
  private <T> T sendFile(String method, Query query, String text, TypeReference<T> type) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > ApiLimits.MAX_JOB_FILE_BYTES) {
      throw new ProblemException(
          new Problem(
              Problem.TYPE_PREFIX + "too-large",
              "The body is too large",
              413,
              "The job file has "
                  + bytes.length
                  + " bytes and may have "
                  + ApiLimits.MAX_JOB_FILE_BYTES
                  + ", so it was not sent. Move data and scripts into files of their own.",
              query.toString(),
              "too-large",
              null,
              null));
    }
    return read(
        transport.send(new Call(method, query.toString(), YAML, bytes, Duration.ZERO)), type);
  }

  private <T> T read(HttpResponse<byte[]> answer, TypeReference<T> type) {
    return transport.json().readValue(answer.body(), type);
  }
}
