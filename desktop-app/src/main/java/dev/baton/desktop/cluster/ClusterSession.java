package dev.baton.desktop.cluster;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.EventView;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.EventListener;
import dev.baton.common.api.client.EventSubscription;
import dev.baton.common.api.client.ProblemException;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.background.EventPump;
import dev.baton.desktop.i18n.Texts;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One open connection. Reads the cluster, then follows its events; asks once a second who leads and
 * how the executors stand, for neither is among the events. Nothing here needs a click when a
 * leader dies: the client tries the other coordinators, and events go on from their number.
 */
public final class ClusterSession implements AutoCloseable {
  /** Between two looks at leader and executors. */
  public static final long LOOK_MS = 1_000;

  private record Answer(ClusterView view, Instant askedAt, Instant heardAt) {}

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final BatonClient reads;
  private final BatonClient writes;
  private final BackgroundTasks tasks;
  private final EventPump pump;
  private final Texts texts;
  private final InstantSource clock;
  private final ClusterModel model;
  private final LinkModel link;
  private final Changes changes = new Changes();
  private final EventReader reader;
  private final Meanwhile meanwhile = new Meanwhile();
  private BackgroundTask readingJobs;
  private BackgroundTask look;
  private volatile EventSubscription subscription;
  private volatile boolean closed;

  /**
   * @param reads gives up early, so that a lost link is seen at once
   * @param writes is patient, so that a command outlives a leader change
   */
  public ClusterSession(
      BatonClient reads,
      BatonClient writes,
      BackgroundTasks tasks,
      EventPump pump,
      Texts texts,
      InstantSource clock) {
    this.reads = reads;
    this.writes = writes;
    this.tasks = tasks;
    this.pump = pump;
    this.texts = texts;
    this.clock = clock;
    this.model = new ClusterModel(texts.get("blocked.viewer"));
    this.link = new LinkModel(clock);
    this.reader = new EventReader(pump, changes);
    changes.on(
        Change.JobChanged.class,
        change -> jobChanged(change.job().job(), () -> model.showJob(change.job())));
    changes.on(
        Change.JobDeleted.class,
        change -> jobChanged(change.job(), () -> model.removeJob(change.job())));
    changes.on(Change.EverythingMayHaveChanged.class, change -> readJobs());
    link.stateProperty()
        .addListener((state, before, now) -> {
          if (now == LinkState.LIVE && before == LinkState.LOST) {
            changes.publish(new Change.LinkRestored());
          }
        });
  }

  /** Starts reading; returns at once. */
  public void start() {
    readFirst();
    look = tasks.repeat(LOOK_MS, this::lookOnce);
  }

  /** Reads everything anew, as after missed events. */
  public void refresh() {
    changes.publish(new Change.EverythingMayHaveChanged());
    readExecutors();
  }

  public ClusterModel model() {
    return model;
  }

  public LinkModel link() {
    return link;
  }

  public Changes changes() {
    return changes;
  }

  /** For reading; may block, so only from background work. */
  public BatonClient reads() {
    return reads;
  }

  /** For what changes something; may block for long, so only from background work. */
  public BatonClient writes() {
    return writes;
  }

  public BackgroundTasks tasks() {
    return tasks;
  }

  public EventPump pump() {
    return pump;
  }

  private void readFirst() {
    tasks.run(
        texts.get("task.connecting"),
        this::ask,
        answer -> {
          ClusterView view = answer.view();
          show(answer);
          subscribe(view.events().last() + 1);
          // Whoever has read already did so before the first event that we shall hear; what
          // changed in between would be missing for good.
          refresh();
        },
        this::failedFirst);
  }

  /** Off the FX thread: what a coordinator says, and between which moments of our clock. */
  private Answer ask() {
    Instant askedAt = clock.instant();
    ClusterView view = reads.cluster();
    return new Answer(view, askedAt, clock.instant());
  }

  private void show(Answer answer) {
    model.show(answer.view());
    link.answered(answer.view().at(), answer.askedAt(), answer.heardAt());
  }

  private void failedFirst(Exception reason) {
    showFailure(reason);
    if (!closed && link.state() != LinkState.REFUSED) {
      readFirst();
    }
  }

  private void subscribe(long from) {
    tasks.run(
        "",
        () -> reads.subscribe(from, Set.of(), new Listener()),
        opened -> {
          subscription = opened;
          if (closed) {
            opened.close();
          }
        },
        this::showFailure);
  }

  private void readJobs() {
    if (readingJobs != null) {
      readingJobs.cancel();
    }
    meanwhile.readBegins();
    readingJobs =
        tasks.run(
            texts.get("task.readingJobs"),
            this::allJobs,
            jobs -> {
              model.showJobs(jobs);
              meanwhile.answerShown();
            },
            this::showFailure);
  }

  private void jobChanged(String job, Runnable show) {
    meanwhile.changed(job, show);
    show.run();
  }

  private List<JobSummary> allJobs() {
    List<JobSummary> jobs = new ArrayList<>();
    String cursor = null;
    do {
      Page<JobSummary> page = reads.jobs(null, null, cursor, ApiLimits.MAX_PAGE);
      jobs.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null && jobs.size() < ClusterModel.MAX_JOBS);
    return jobs;
  }

  private void readExecutors() {
    tasks.run("", reads::executors, model::showExecutors, this::showFailure);
  }

  /** Off the FX thread. */
  private void lookOnce() {
    tasks.onFx(link::tick);
    if (subscription == null) {
      return;
    }
    try {
      Answer answer = ask();
      tasks.onFx(() -> show(answer));
      if (answer.view().leader() != null) {
        List<ExecutorView> executors = reads.executors();
        tasks.onFx(() -> model.showExecutors(executors));
      }
    } catch (ClientException failure) {
      tasks.onFx(() -> showFailure(failure));
    }
  }

  private void showFailure(Exception reason) {
    if (closed) {
      return;
    }
    if (reason instanceof ProblemException problem) {
      if (problem.status() == UNAUTHORIZED || problem.status() == FORBIDDEN) {
        link.refused(problem.getMessage());
      }
      // Any other problem is an answer: the link is up, and the next look tells more.
      return;
    }
    link.unreachable(String.valueOf(reason.getMessage()));
  }

  @Override
  public void close() {
    closed = true;
    if (look != null) {
      look.cancel();
    }
    tasks.run(
        "",
        () -> {
          EventSubscription open = subscription;
          if (open != null) {
            open.close();
          }
          reads.close();
          writes.close();
          return true;
        },
        done -> {},
        failed -> {});
  }

  /** Called on the subscription's thread. */
  private final class Listener implements EventListener {
    @Override
    public void events(List<EventView> events) {
      events.forEach(reader::read);
      pump.offer("link", link::eventsFlow);
    }

    @Override
    public void connected(URI server) {
      tasks.onFx(link::eventsFlow);
    }

    @Override
    public void disconnected(String reason) {
      tasks.onFx(() -> link.eventsStopped(reason));
    }

    @Override
    public void restarted(long nextFrom) {
      tasks.onFx(() -> changes.publish(new Change.EverythingMayHaveChanged()));
    }

    @Override
    public void failed(ClientException reason) {
      tasks.onFx(() -> link.refused(reason.getMessage()));
    }
  }
}
