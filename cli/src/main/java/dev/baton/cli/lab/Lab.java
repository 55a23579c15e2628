package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.Processes.Standing;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A running lab, for commands and drills. Each call reads the lab's notebook anew. */
public final class Lab {
  /** Stands for whichever coordinator leads. */
  public static final String LEADER = "leader";

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(2);
  private static final long LOOK_EVERY_MS = 100;
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
    lab.startAll(state);
    return lab;
  }

  private void startAll(LabState state) {
    for (Role role : List.of(Role.ZOOKEEPER, Role.POSTGRES, Role.STORE_PROXY)) {
      state.of(role).forEach(member -> start(member.name()));
    }
    for (Role role : List.of(Role.ZOOKEEPER, Role.POSTGRES, Role.STORE_PROXY)) {
      state.of(role).forEach(member -> awaitPort(member));
    }
    state.of(Role.COORDINATOR).forEach(member -> start(member.name()));
    await("a coordinator to lead", () -> leaderOrNull() != null);
    writeClientFile();
    state.of(Role.EXECUTOR).forEach(member -> start(member.name()));
    int executors = state.of(Role.EXECUTOR).size();
    try (BatonClient client = client()) {
      await(
          "all executors to join",
          () ->
              client.executors().stream().filter(view -> view.leaseLeftMs() > 0).count()
                  >= executors);
    }
  }

  private void awaitPort(Member member) {
    String[] address = member.address().split(":", 2);
    await(
        member.name() + " to listen",
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), 1_000);
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!isTrue(condition)) {
      failIfOneHasEnded();
      if (System.nanoTime() > deadline) {
        throw new LabException(
            "waited "
                + START_PATIENCE.toSeconds()
                + " s for "
                + what
                + "; the logs are in "
                + directory.resolve("logs"));
      }
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LabException("interrupted while waiting for " + what, e);
      }
    }
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
                + lastLine(member));
      }
    }
  }

  private static String lastLine(Member member) {
    try (Stream<String> lines = Files.lines(Path.of(member.log()), StandardCharsets.ISO_8859_1)) {
      return lines.reduce("(nothing)", (former, line) -> line);
    } catch (IOException | UncheckedIOException e) {
      return "(not readable: " + e.getMessage() + ")";
    }
  }

  private static boolean isTrue(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ClientException | LabException e) {
      return false;
    }
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

  private void writeClientFile() {
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

  private String leaderOrNull() {
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
    Processes.signal(member, "KILL");
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

  private String signal(String name, String signal) {
    Member member = LabState.read(directory).member(resolve(name));
    if (member.role() == Role.POSTGRES) {
      Processes.signalTree(member, signal);
    } else {
      Processes.signal(member, signal);
    }
    return member.name();
  }

  /** SIGTERM: a clean stop. */
  public String stop(String name) {
    return signal(name, "TERM");
  }

  /** Starts a member that is gone. */
  public String start(String name) {
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

  /** Cuts one coordinator off from the store, and from nothing else. */
  public void cutFromStore(String coordinator) {
    try {
      Files.writeString(directory.resolve("cut").resolve(coordinator), "");
    } catch (IOException e) {
      throw new LabException("cannot cut " + coordinator + " off: " + e.getMessage(), e);
    }
  }

  /** Undoes {@link #cutFromStore}. */
  public void healStore(String coordinator) {
    try {
      Files.deleteIfExists(directory.resolve("cut").resolve(coordinator));
    } catch (IOException e) {
      throw new LabException("cannot heal " + coordinator + ": " + e.getMessage(), e);
    }
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
