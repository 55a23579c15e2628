package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.Processes.Standing;
import dev.baton.cli.lab.relay.LinkRule;
import dev.baton.cli.lab.relay.LinkRules;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running lab, for commands and drills. Each call reads the lab's notebook anew. */
public final class Lab {
  /** Stands for whichever coordinator leads. */
  public static final String LEADER = "leader";

  /** The store, as a target of {@link LinkRule}s. */
  public static final String STORE = "store";

  /** Folder of the relay's rules. */
  static final String RULES = "rules";

  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(2);
  private static final long STOP_PATIENCE_MS = 10_000;

  private final Path directory;

  public Lab(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Makes a lab and starts it; returns when a leader leads and all executors are there. */
  public static Lab create(LabSettings settings) {
    if (LabState.exists(settings.directory())) {
      throw new LabException(
          "there is a lab in "
              + settings.directory()
              + " already. Look at it: ./baton lab status; end it: ./baton lab down");
    }
    try {
      Files.createDirectories(settings.directory());
    } catch (IOException e) {
      throw new LabException("cannot make " + settings.directory() + ": " + e.getMessage(), e);
    }
    LabState state = new LabPlan(settings).write();
    Lab lab = new Lab(settings.directory());
    new LabStart(lab).all(state);
    return lab;
  }

  /**
   * Throws when a member that was started has ended by itself.
   *
   * @throws LabException with the last line of its log
   */
  public void failIfOneHasEnded() {
    for (Member member : members()) {
      if (member.pid() != 0 && Processes.standing(member) == Standing.GONE) {
        throw new LabException(
            member.name()
                + " has ended; the last line of "
                + member.log()
                + ": "
                + LabStart.lastLine(member));
      }
    }
  }

  /** The last line of what it has logged. */
  public String lastLine(Member member) {
    return LabStart.lastLine(member);
  }

  public Path directory() {
    return directory;
  }

  /** All members as they stand now. */
  public List<Member> members() {
    return LabState.read(directory).members();
  }

  /** Addresses of the coordinators' API. */
  public List<URI> servers() {
    return LabState.read(directory).of(Role.COORDINATOR).stream()
        .map(member -> URI.create("http://" + member.address()))
        .toList();
  }

  /** The admin token of this lab. */
  public String token() {
    try {
      return Files.readAllLines(directory.resolve("tokens")).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("admin "))
          .map(line -> line.split("\\s+")[2])
          .findFirst()
          .orElseThrow(() -> new LabException("the lab's token file names no admin"));
    } catch (IOException e) {
      throw new LabException("cannot read the lab's tokens: " + e.getMessage(), e);
    }
  }

  /** A client that follows the leader; close it. */
  public BatonClient client() {
    return BatonClient.of(ClientSettings.of(servers(), token()));
  }

  /**
   * A client that follows the leader; close it.
   *
   * @param patience how long each call goes on trying
   */
  public BatonClient client(Duration patience) {
    return BatonClient.of(ClientSettings.of(servers(), token()).withPatience(patience));
  }

  /** PostgreSQL itself, past the relay. */
  public String storeUrl() {
    return "jdbc:postgresql://"
        + LabState.read(directory).member("postgres").address()
        + "/"
        + PostgresServer.DATABASE;
  }

  public String storeUser() {
    return PostgresServer.USER;
  }

  /** Its password, made for this lab. */
  public String storePassword() {
    try {
      return Files.readString(directory.resolve("store.password")).strip();
    } catch (IOException e) {
      throw new LabException("cannot read the store's password: " + e.getMessage(), e);
    }
  }

  /** Why executors cannot be hosts of their own here; empty if they can. */
  public static String hostsMissing() {
    return HostNetwork.missing();
  }

  /** Why packets cannot be lost or overtaken here; empty if they can. Takes a moment. */
  public static String packetFateMissing() {
    return PacketFate.missing();
  }

  /** Why there cannot be small file systems here; empty if there can. */
  public static String smallDiskMissing() {
    return SmallDisk.missing();
  }

  /** Why processes cannot have clocks of their own here; empty if they can. */
  public static String ownClocksMissing() {
    return OwnClocks.missing();
  }

  /**
   * Sets the wall clock of a member that has one of its own.
   *
   * @param offsetMs to what is right; 0 = right again
   */
  public void setClock(String name, long offsetMs) {
    new OwnClocks(directory).set(name, offsetMs);
  }

  void writeClientFile() {
    try {
      new ClientFile(servers(), token()).write(directory);
    } catch (IOException e) {
      throw new LabException("cannot write the lab's client file: " + e.getMessage(), e);
    }
  }

  /** What a coordinator says of the cluster, or null if none answers. */
  public ClusterView cluster() {
    for (Member member : LabState.read(directory).of(Role.COORDINATOR)) {
      if (Processes.standing(member) != Standing.RUNNING) {
        continue;
      }
      URI server = URI.create("http://" + member.address());
      try (BatonClient client =
          BatonClient.of(
              new ClientSettings(List.of(server), token(), LOOK_PATIENCE, Duration.ZERO, null))) {
        ClusterView view = client.cluster();
        if (view.leader() != null) {
          return view;
        }
      } catch (ClientException e) {
        // It does not answer; perhaps the next one does.
      }
    }
    return null;
  }

  String leaderOrNull() {
    ClusterView view = cluster();
    return view == null ? null : view.leader();
  }

  /** The name of the member: {@code leader} is looked up. */
  public String resolve(String name) {
    if (!name.equals(LEADER)) {
      return name;
    }
    String leader = leaderOrNull();
    if (leader == null) {
      throw new LabException("no coordinator leads just now; try again, or name one");
    }
    return leader;
  }

  /** SIGKILL. Answers whom it hit. */
  public String kill(String name) {
    Member member = LabState.read(directory).member(resolve(name));
    signal(member.name(), "KILL");
    Processes.awaitEnd(member, STOP_PATIENCE_MS);
    return member.name();
  }

  /** SIGSTOP; PostgreSQL's with all its children. */
  public String pause(String name) {
    return signal(name, "STOP");
  }

  /** SIGCONT. */
  public String resume(String name) {
    return signal(name, "CONT");
  }

  /** Sends a signal, to PostgreSQL's children as well if it stops, ends or goes on at once. */
  private String signal(String name, String signal) {
    Member member = LabState.read(directory).member(resolve(name));
    if (member.role() == Role.POSTGRES && !signal.equals("INT")) {
      Processes.signalTree(member, signal);
    } else {
      Processes.signal(member, signal);
    }
    return member.name();
  }

  /** A clean stop, which does not wait for PostgreSQL's clients: SIGTERM, or its SIGINT. */
  public String stop(String name) {
    boolean isPostgres = LabState.read(directory).member(resolve(name)).role() == Role.POSTGRES;
    return signal(name, isPostgres ? "INT" : "TERM");
  }

  /** Waits until that member's process has ended; answers whether it has. */
  public boolean awaitEnd(String name, Duration patience) {
    return Processes.awaitEnd(LabState.read(directory).member(name), patience.toMillis());
  }

  /** Starts a member that is gone. */
  public synchronized String start(String name) {
    LabState state = LabState.read(directory);
    Member member = state.member(name);
    if (Processes.standing(member) != Standing.GONE) {
      throw new LabException(name + " runs already, as process " + member.pid());
    }
    if (member.role() == Role.POSTGRES) {
      PostgresServer.forgetDeadServer(directory.resolve("postgres").resolve("data"));
    }
    state.with(Processes.start(member)).write();
    return name;
  }

  /** When the member takes connections, in milliseconds since the epoch; waits for it. */
  public long awaitListening(String name) {
    new LabStart(this).awaitPort(LabState.read(directory).member(name));
    return System.currentTimeMillis();
  }

  /** Cuts one coordinator off from the store, and from nothing else. */
  public void cutFromStore(String coordinator) {
    putRule("store-cut-" + coordinator, new LinkRule(coordinator, STORE, LinkRule.Effect.CUT));
  }

  /** Undoes {@link #cutFromStore}. */
  public void healStore(String coordinator) {
    removeRule("store-cut-" + coordinator);
  }

  /**
   * Lets the relay do something to connections.
   *
   * @param name names the rule for {@link #removeRule}
   */
  public void putRule(String name, LinkRule rule) {
    try {
      rules().put(name, rule);
    } catch (IOException e) {
      throw new LabException("cannot make the rule " + name + ": " + e.getMessage(), e);
    }
  }

  /** Takes a rule back. */
  public void removeRule(String name) {
    try {
      rules().remove(name);
    } catch (IOException e) {
      throw new LabException("cannot remove the rule " + name + ": " + e.getMessage(), e);
    }
  }

  /** Takes all of them back. */
  public void removeRules() {
    try {
      rules().removeAll();
    } catch (IOException e) {
      throw new LabException("cannot remove the rules: " + e.getMessage(), e);
    }
  }

  private LinkRules rules() {
    return new LinkRules(directory.resolve(RULES));
  }

  /** The hosts of the executors, where each has one. */
  public LabHosts hosts() {
    HostNetwork network = LabState.read(directory).network();
    if (network == null) {
      throw new LabException("the executors of this lab share one host");
    }
    return new LabHosts(network);
  }

  /** How the member's process stands: RUNNING, PAUSED or GONE. */
  public String standing(Member member) {
    return Processes.standing(member).toString();
  }

  /** Ends all processes; removes everything unless it is to be kept. */
  public void down(boolean keepData) {
    LabState state = LabState.read(directory);
    List<Member> order = new ArrayList<>(state.members());
    for (Member member : order.reversed()) {
      Processes.signal(member, "CONT");
      Processes.signal(member, "KILL");
    }
    for (Member member : order) {
      if (!Processes.awaitEnd(member, STOP_PATIENCE_MS)) {
        throw new LabException(
            member.name() + " (process " + member.pid() + ") does not end; try again");
      }
    }
    SmallDisk.unmountBelow(directory);
    if (state.network() != null) {
      state.network().remove(state.of(Role.EXECUTOR).size());
    }
    if (keepData) {
      return;
    }
    remove();
  }

  /** A killed process counts as gone while its threads still finish what they write. */
  private void remove() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_PATIENCE_MS);
    while (true) {
      try {
        removeOnce();
        return;
      } catch (IOException | UncheckedIOException e) {
        if (System.nanoTime() - deadline > 0) {
          throw new LabException(
              "the processes have ended, but "
                  + directory
                  + " cannot be removed: "
                  + e.getMessage(),
              e);
        }
      }
    }
  }

  private void removeOnce() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
