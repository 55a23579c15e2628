package dev.baton.executor.shell;

import dev.baton.common.cluster.ExecutorNode;
import dev.baton.common.id.Incarnation;
import dev.baton.common.time.BootClock;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.PredecessorEnd;
import dev.baton.common.wire.WireVersion;
import dev.baton.executor.core.ExecutorCore;
import dev.baton.executor.core.ExecutorIdentity;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.core.ExecutorRules;
import dev.baton.executor.core.ExecutorSettings;
import dev.baton.executor.guard.Leftovers;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.home.ExecutorHome;
import dev.baton.executor.home.LifeFile;
import dev.baton.executor.journal.OutcomeJournal;
import dev.baton.executor.journal.Spool;
import dev.baton.executor.journal.SpoolLimits;
import dev.baton.executor.link.ChunkShipper;
import dev.baton.executor.link.DialTargets;
import dev.baton.executor.link.LinkClient;
import dev.baton.executor.link.LinkSettings;
import dev.baton.executor.registry.ZooKeeperRegistry;
import dev.baton.executor.start.ExecutorOptions;
import dev.baton.executor.start.ExitCode;
import dev.baton.executor.start.HostName;
import dev.baton.executor.start.StartException;
import dev.baton.executor.task.Interpreters;
import dev.baton.executor.task.LocalTaskRunner;
import dev.baton.executor.task.TaskRunner;
import dev.baton.executor.task.TaskSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An executor that runs in this process: its parts, put together, from start to end. */
public final class RunningExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(RunningExecutor.class);

  private final ExecutorOptions options;
  private final Closing closing = new Closing();
  private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
  private final LinkLog linkLog = new LinkLog();
  private ExecutorHome home;
  private LifeFile life;
  private CoreLoop loop;

  private RunningExecutor(ExecutorOptions options) {
    this.options = options;
  }

  /**
   * Locks the data directory, makes sure that nothing of an earlier process life runs on, and
   * starts looking for the leader. Returns before it is found.
   *
   * @param handlers of this program; those of the handlers folder are added
   */
  public static RunningExecutor start(ExecutorOptions options, HandlerRegistry handlers)
      throws StartException {
    RunningExecutor executor = new RunningExecutor(options);
    try {
      executor.begin(handlers);
      return executor;
    } catch (StartException | RuntimeException e) {
      executor.closing.close();
      throw e;
    }
  }

  private void begin(HandlerRegistry handlers) throws StartException {
    home = ExecutorHome.open(options.dataDir());
    closing.add("data directory", home::close);
    life = LifeFile.open(home.directory());
    List<Incarnation> ended = endLeftovers();
    handlers.loadJars(options.handlersDir());
    Capacity capacity = capacity(handlers);
    LOG.info(
        "Executor {} {} of group {} with {} slots, incarnation {}, data in {}",
        options.name(),
        capacity.version(),
        options.group(),
        options.slots(),
        home.incarnation(),
        home.directory());
    AtomicReference<CoreLoop> later = new AtomicReference<>();
    OutcomeJournal journal = openJournal(later);
    Spool spool = openSpool();
    ExecutorIdentity identity =
        new ExecutorIdentity(
            WireVersion.CURRENT,
            options.name(),
            home.incarnation(),
            home.fingerprint(),
            capacity,
            ended,
            home.cluster().clusterId(),
            home.cluster().highestEpoch(),
            life.predecessor());
    loop =
        new CoreLoop(
            new ExecutorCore(
                identity, ExecutorSettings.DEFAULT, new ExecutorRules(), journal.outcomes()));
    later.set(loop);
    connect(capacity, handlers, journal, spool);
  }

  /** The earlier process lives of which nothing runs any more. */
  private List<Incarnation> endLeftovers() throws StartException {
    try {
      Leftovers.Report report = Leftovers.endAll(home.directory());
      Set<Incarnation> unproven = new HashSet<>();
      for (Leftovers.Unproven each : report.unproven()) {
        unproven.add(each.tree().incarnation());
        LOG.warn(
            "Attempt {} of incarnation {} may still run: {}. It counts as alive until its lease"
                + " is over.",
            each.tree().attempt(),
            each.tree().incarnation(),
            each.reason());
      }
      return home.earlier().stream().filter(i -> !unproven.contains(i)).toList();
    } catch (IOException e) {
      throw cannotUse("what earlier processes left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException(ExitCode.FAILED, "The start was interrupted.", e);
    }
  }

  private Capacity capacity(HandlerRegistry handlers) {
    return new Capacity(
        options.group(),
        options.labels(),
        options.slots(),
        handlers.names(),
        Interpreters.found(),
        ProgramVersion.get(),
        HostName.get(),
        ProcessHandle.current().pid());
  }

  private OutcomeJournal openJournal(AtomicReference<CoreLoop> later) throws StartException {
    try {
      OutcomeJournal journal =
          OutcomeJournal.open(
              home.directory().resolve("journal"),
              attempt -> later.get().put(new ExecutorInput.OutcomeJournalled(attempt)));
      closing.add("journal", journal::close);
      return journal;
    } catch (IOException e) {
      throw cannotUse("the journal of outcomes", e);
    }
  }

  private Spool openSpool() throws StartException {
    try {
      Spool spool =
          Spool.open(
              home.directory().resolve("spool"), SpoolLimits.DEFAULT, BootClock.system()::nanos);
      closing.add("spool", spool::close);
      return spool;
    } catch (IOException e) {
      throw cannotUse("the spool of logs", e);
    }
  }

  private StartException cannotUse(String what, IOException e) {
    return new StartException(
        ExitCode.DATA_DIRECTORY,
        "The data directory "
            + home.directory()
            + " cannot be used: "
            + what
            + ": "
            + e.getMessage()
            + ". Nothing was started.",
        e);
  }

  private void connect(
      Capacity capacity, HandlerRegistry handlers, OutcomeJournal journal, Spool spool)
      throws StartException {
    AtomicReference<ChunkShipper> shipperLater = new AtomicReference<>();
    LinkInputs inputs =
        new LinkInputs(
            loop, linkLog, () -> shipperLater.get().shut(), () -> shipperLater.get().wake());
    LinkClient client =
        new LinkClient(
            new LinkSettings(
                LinkSettings.DEFAULT_CONNECT_TIMEOUT_MS, options.token(), options.tls()),
            inputs);
    closing.add("link", client::close);
    ChunkShipper shipper =
        new ChunkShipper(
            spool, client, pending -> loop.put(new ExecutorInput.ShippingPending(pending)));
    shipperLater.set(shipper);
    closing.add("shipper", shipper::close);
    DialTargets targets = new DialTargets(options.coordinators());
    register(capacity, targets);
    TaskRunner runner = openRunner(handlers);
    LoadMeter load = openLoadMeter(journal);
    DiskMemory memory = new DiskMemory(home);
    closing.add("memory", memory::close);
    EffectPerformer.Parts parts =
        new EffectPerformer.Parts(
            client,
            targets,
            shipper,
            journal,
            spool,
            runner,
            new AttemptReports(loop, spool),
            linkLog,
            memory::remember,
            reason -> stop(ExitCode.OK, reason));
    journal.begin(this::broken);
    shipper.begin();
    load.begin();
    loop.begin(new EffectPerformer(parts), this::broken);
  }

  private void register(Capacity capacity, DialTargets targets) throws StartException {
    if (options.zookeeper().isEmpty()) {
      return;
    }
    ExecutorNode node =
        new ExecutorNode(
            options.name().value(),
            home.incarnation().value(),
            capacity.group(),
            capacity.labels(),
            capacity.slots(),
            capacity.handlers(),
            capacity.version(),
            capacity.host(),
            capacity.pid());
    try {
      ZooKeeperRegistry registry =
          ZooKeeperRegistry.open(
              options.zookeeper(),
              options.zookeeperSessionMs(),
              node,
              new CoordinatorNews(loop, targets));
      closing.add("registration", registry::close);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          ExitCode.USAGE,
          "The ZooKeeper address '"
              + options.zookeeper()
              + "' makes no sense: "
              + e.getMessage()
              + ". Write host:port,host:port/path.",
          e);
    }
  }

  private TaskRunner openRunner(HandlerRegistry handlers) {
    TaskSettings settings =
        new TaskSettings(
            home.directory(),
            home.incarnation(),
            options.guardMode(),
            TaskSettings.DEFAULT_LOG_CAP_BYTES,
            options.forkedJvmOptions());
    TaskRunner runner = LocalTaskRunner.open(settings, handlers);
    closing.add("task runner", runner::close);
    return runner;
  }

  private LoadMeter openLoadMeter(OutcomeJournal journal) throws StartException {
    try {
      LoadMeter load =
          new LoadMeter(
              home.directory(),
              journal::isFailing,
              life::look,
              measured -> loop.offer(new ExecutorInput.LoadMeasured(measured)));
      closing.add("load meter", load::close);
      return load;
    } catch (IOException e) {
      throw cannotUse("its disk", e);
    }
  }

  // ---- the end

  /**
   * Takes no more attempts, waits for those that run, for at most this time, then ends them, says
   * goodbye and stops. Asked again with a shorter time, the shorter counts; with zero, everything
   * is ended at once. Returns at once.
   */
  public void drain(String reason, Duration atMost) {
    LOG.info(
        "Stopping ({}): no new attempts; waiting at most {} s for what runs",
        reason,
        atMost.toSeconds());
    loop.put(new ExecutorInput.DrainAsked(reason, atMost.toMillis()));
  }

  /** Completes when this executor has stopped and its data directory is free. */
  public CompletableFuture<ExitCode> end() {
    return end.copy();
  }

  /** What this process life is called. */
  public Incarnation incarnation() {
    return home.incarnation();
  }

  private void broken(Throwable cause) {
    life.ends(
        cause instanceof OutOfMemoryError ? PredecessorEnd.OUT_OF_MEMORY : PredecessorEnd.FAILED,
        cause.toString());
    LOG.error(
        "The executor has failed and stops. Its guards end what runs; the journal keeps what has"
            + " ended. Start it again, and report this.",
        cause);
    stop(ExitCode.FAILED, "failed");
  }

  /** On a thread of its own: closing waits for the threads that ask for it. */
  private void stop(ExitCode code, String reason) {
    Runnable closes =
        () -> {
          life.ends(PredecessorEnd.STOPPED, reason);
          closing.close();
          LOG.info("Executor {} has stopped: {}", options.name(), reason);
          end.complete(code);
        };
    Thread.ofPlatform().name("baton-stop").start(closes);
  }
}
