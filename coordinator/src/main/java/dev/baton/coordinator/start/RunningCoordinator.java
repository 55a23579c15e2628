package dev.baton.coordinator.start;

import dev.baton.common.api.client.ClientFile;
import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.file.FileFault;
import dev.baton.common.time.BootClock;
import dev.baton.coordinator.api.ApiServer;
import dev.baton.coordinator.api.ApiSettings;
import dev.baton.coordinator.api.ApiStartException;
import dev.baton.coordinator.api.auth.Tokens;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import dev.baton.coordinator.core.CoordinatorCore;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.SafetyRules;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.election.Candidate;
import dev.baton.coordinator.election.ClusterRegistry;
import dev.baton.coordinator.election.EnsembleWatch;
import dev.baton.coordinator.election.ZooKeeperElection;
import dev.baton.coordinator.election.ZooKeeperElection.Standing;
import dev.baton.coordinator.link.LinkServer;
import dev.baton.coordinator.link.LinkSettings;
import dev.baton.coordinator.peer.PeerLinks;
import dev.baton.coordinator.peer.PeerMessage;
import dev.baton.coordinator.shell.CoreRunner;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.Ports;
import dev.baton.coordinator.shell.Rehearsal;
import dev.baton.coordinator.shell.StoreProbe;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.home.DataDirectory;
import dev.baton.coordinator.store.home.HomeException;
import dev.baton.coordinator.zookeeper.EmbeddedZooKeeper;
import dev.baton.coordinator.zookeeper.ZooKeeperClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator with all its parts. They are started from the inside out, so that nobody is told of
 * a port before it answers, and nobody stands in the election before everything else works; closed
 * the other way round.
 */
public final class RunningCoordinator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningCoordinator.class);
  private static final int INCARNATION_BYTES = 8;
  private static final long STEP_DOWN_LIMIT_MS = 5_000;
  private static final long LOOK_EVERY_MS = 10;

  private final CoordinatorSettings settings;
  private final Parts parts = new Parts();
  private final Inbox inbox = new Inbox();
  private final CoordinatorMetrics metrics = new CoordinatorMetrics();
  private volatile Standing standing = new Standing(List.of(), null);
  private CoreRunner runner;
  private ZooKeeperElection election;
  private PeerLinks peers;
  private LinkServer links;
  private ApiServer api;
  private String zookeeper;

  private RunningCoordinator(CoordinatorSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts a coordinator and returns when its ports answer. A store or an ensemble that does not
   * answer yet is waited for, with a line in the log.
   */
  public static RunningCoordinator start(CoordinatorSettings settings, Runnable stuck)
      throws StartException {
    RunningCoordinator coordinator = new RunningCoordinator(settings);
    boolean started = false;
    try {
      coordinator.startParts(stuck);
      started = true;
      return coordinator;
    } catch (HomeException e) {
      throw new StartException(ExitCode.DATA_DIRECTORY, e.getMessage(), e);
    } catch (ApiStartException e) {
      throw new StartException(ExitCode.ADDRESS, e.getMessage(), e);
    } finally {
      if (!started) {
        coordinator.parts.close();
      }
    }
  }

  private void startParts(Runnable stuck) throws StartException {
    checkExposure();
    checkFree(settings.apiPort(), "--api-port");
    checkFree(settings.linkPort(), "--link-port");
    DataDirectory home = parts.add(DataDirectory.open(settings.dataDirectory()));
    Secrets secrets = Secrets.readOrMake(settings.tokens());
    Tls tls = Tls.of(settings.tls());
    if (settings.isStandalone()) {
      EmbeddedZooKeeper server =
          parts.add(EmbeddedZooKeeper.start(home.resolve("zookeeper"), settings.zookeeperPort()));
      zookeeper = server.connectString();
    } else {
      zookeeper = settings.zookeeper();
    }
    Store store = parts.add(StoreOpener.open(settings.store()));
    home.bindTo(store.clusterId());
    CuratorFramework client = parts.add(ZooKeeperClient.open(zookeeper, settings.sessionMs()));
    serve(store, client, secrets, tls, stuck);
  }

  private void serve(Store store, CuratorFramework client, Secrets secrets, Tls tls, Runnable stuck)
      throws StartException {
    String incarnation = newIncarnation();
    links =
        parts.add(
            LinkServer.start(
                new LinkSettings(
                    settings.bind(),
                    settings.linkPort(),
                    tls.server(),
                    secrets.executorToken(),
                    secrets.coordinatorToken()),
                new PeerMessage.Hello(settings.id(), incarnation),
                inbox,
                store.logs(),
                this::leaderLinkAddress));
    EventHub hub = parts.add(new EventHub(store.reads(), EventHub.DEFAULT_RING));
    StoreProbe probe = parts.add(new StoreProbe(store.core(), inbox));
    LocalService service = new LocalService(settings, store, inbox, probe);
    api = parts.add(startApi(service, hub, secrets, tls));
    CoordinatorNode self =
        new CoordinatorNode(
            settings.id(),
            incarnation,
            advertisedHost() + ":" + api.address().getPort(),
            advertisedHost() + ":" + links.port());
    election = new ZooKeeperElection(client, self, inbox::put, this::standingChanged);
    peers =
        parts.add(
            new PeerLinks(
                self,
                tls.client(),
                secrets.coordinatorToken(),
                probe::answers,
                election::remove,
                inbox::put));
    parts.add(election);
    EnsembleWatch ensemble = parts.add(new EnsembleWatch(client, zookeeper, inbox::put));
    ClusterRegistry registry = parts.add(new ClusterRegistry(client, self));
    Supplier<CoordinatorCore> newCore =
        () -> new CoordinatorCore(settings.id(), settings.core(), new SafetyRules());
    runner =
        parts.add(
            new CoreRunner(
                newCore,
                settings.id(),
                inbox,
                new Ports(store.core(), election, links, hub::publish, metrics::count),
                BootClock.system()::nanos,
                stuck));
    service.connect(runner, registry, tls.server() != null, self);
    Housekeeping housekeeping =
        parts.add(
            new Housekeeping(
                store.retention(), settings.keep(), () -> runner.standing().role() == Role.LEADER));
    Rehearsal rehearsal =
        parts.add(
            new Rehearsal(newCore, store.core(), () -> runner.standing().role() == Role.STANDBY));
    measure();
    hub.start();
    runner.start();
    peers.start();
    registry.start();
    election.start();
    ensemble.start();
    housekeeping.start();
    if (!settings.isStandalone()) {
      rehearsal.start();
    }
    writeClientFile(secrets);
    // Last: when the core hears that the store answers, it stands.
    probe.start();
  }

  private ApiServer startApi(LocalService service, EventHub hub, Secrets secrets, Tls tls) {
    ApiSettings apiSettings =
        new ApiSettings(
            settings.bind(),
            settings.apiPort(),
            tls.server(),
            tls.client(),
            settings.insecure(),
            ApiSettings.Limits.DEFAULT);
    return ApiServer.start(
        apiSettings,
        service,
        hub,
        new Tokens(secrets.api()),
        metrics,
        InstantSource.system(),
        version());
  }

  static String version() {
    String version = RunningCoordinator.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private void measure() {
    metrics.gauge(
        "baton.epoch",
        "Epoch under which this coordinator leads, 0 = it does not",
        () -> runner.standing().epoch());
    metrics.gauge("baton.inbox.size", "Inputs that wait for the core", inbox::size);
    metrics.gauge(
        "baton.links.frames.in", "Frames from executors", () -> links.counters().framesIn());
    metrics.gauge(
        "baton.links.frames.out", "Frames to executors", () -> links.counters().framesOut());
    metrics.gauge(
        "baton.links.turned.away",
        "Connections that did not get past the greeting",
        () -> links.counters().turnedAway());
    metrics.gauge("baton.links.open", "Links of executors", links::openLinks);
    metrics.gauge(
        "baton.commit.ms", "How long the last commit took", () -> runner.lag().commitMs());
    metrics.gauge(
        "baton.late.ms",
        "How late the core was, at worst, in the last seconds",
        () -> runner.lag().lateMs());
  }

  /** Plain connections that others can reach show tokens to everyone on the way. */
  private void checkExposure() throws StartException {
    boolean loopback;
    try {
      loopback = InetAddress.getByName(settings.bind()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartException(
          ExitCode.ADDRESS,
          "The address '" + settings.bind() + "' is unknown; give one of this machine to --bind.",
          e);
    }
    if (!loopback && settings.tls() == null && !settings.insecure()) {
      throw new StartException(
          ExitCode.USAGE,
          "Listening on "
              + settings.bind()
              + " without TLS would show tokens to everyone on the network. Give --tls-cert and"
              + " --tls-key, listen on 127.0.0.1, or say --insecure.");
    }
  }

  /** The parts find out by themselves, but only after everything else has been started. */
  private void checkFree(int port, String option) throws StartException {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.bind(), port));
    } catch (IOException e) {
      throw new StartException(
          ExitCode.ADDRESS,
          "Cannot listen on "
              + settings.bind()
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "). Stop the program that uses the port, or choose another with "
              + option
              + ".",
          e);
    }
  }

  private String advertisedHost() throws StartException {
    if (settings.advertise() != null) {
      return settings.advertise();
    }
    try {
      return InetAddress.getByName(settings.bind()).isAnyLocalAddress()
          ? InetAddress.getLocalHost().getCanonicalHostName()
          : settings.bind();
    } catch (UnknownHostException e) {
      throw new StartException(
          ExitCode.ADDRESS,
          "This machine does not know its own name; say with --advertise how others reach it.",
          e);
    }
  }

  private static String newIncarnation() {
    byte[] bytes = new byte[INCARNATION_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void writeClientFile(Secrets secrets) throws StartException {
    if (secrets.adminToken() == null) {
      return;
    }
    try {
      new ClientFile(List.of(api.address()), secrets.adminToken()).write(settings.dataDirectory());
    } catch (IOException e) {
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "Cannot write into " + settings.dataDirectory() + ": " + FileFault.reason(e) + ".",
          e);
    }
  }

  private void standingChanged(Standing now) {
    standing = now;
    peers.follow(now);
  }

  /** Whom an executor should dial instead of us; empty if we may be the one, or nobody knows. */
  private String leaderLinkAddress() {
    Standing now = standing;
    if (now.candidates().isEmpty()) {
      return "";
    }
    Candidate first = now.candidates().getFirst();
    boolean useless = first.equals(now.own()) || peers.isProvenDead(first);
    return useless ? "" : first.coordinator().linkAddress();
  }

  public URI apiAddress() {
    return api.address();
  }

  public int linkPort() {
    return links.port();
  }

  public String zookeeper() {
    return zookeeper;
  }

  public CoreRunner.Standing role() {
    return runner.standing();
  }

  /** Hands the leadership over, then stops everything. */
  @Override
  public void close() {
    stepDown();
    parts.close();
    metrics.close();
  }

  private void stepDown() {
    runner.standNoMore();
    if (runner.standing().role() != Role.LEADER) {
      return;
    }
    log.info("Handing the leadership over");
    runner.submit(
        new Command.StepDown(new Command.Actor(settings.id(), "process", "the process stops")));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEP_DOWN_LIMIT_MS);
    try {
      while (runner.standing().role() == Role.LEADER && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
