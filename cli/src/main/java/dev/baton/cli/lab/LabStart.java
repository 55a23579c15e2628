package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts the processes of a new lab, each kind when those it needs are there. */
final class LabStart {
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final long LOOK_EVERY_MS = 100;

  private final Lab lab;

  LabStart(Lab lab) {
    this.lab = lab;
  }

  /** Returns when a leader leads and all executors are there. */
  void all(LabState state) {
    for (Role role : List.of(Role.ZOOKEEPER, Role.POSTGRES, Role.RELAY)) {
      state.of(role).forEach(member -> lab.start(member.name()));
    }
    LabState.read(lab.directory()).of(Role.RELAY).forEach(Processes::prefer);
    for (Role role : List.of(Role.ZOOKEEPER, Role.POSTGRES, Role.RELAY)) {
      state.of(role).forEach(member -> awaitPort(member));
    }
    state.of(Role.COORDINATOR).forEach(member -> lab.start(member.name()));
    await("a coordinator to lead", () -> lab.leaderOrNull() != null);
    lab.writeClientFile();
    state.of(Role.EXECUTOR).forEach(member -> lab.start(member.name()));
    int executors = state.of(Role.EXECUTOR).size();
    try (BatonClient client = lab.client()) {
      await(
          "all executors to join",
          () ->
              client.executors().stream().filter(view -> view.leaseLeftMs() > 0).count()
                  >= executors);
    }
  }

  /** Returns when the member takes connections. */
  void awaitPort(Member member) {
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
      lab.failIfOneHasEnded();
      if (System.nanoTime() > deadline) {
        throw new LabException(
            "waited "
                + START_PATIENCE.toSeconds()
                + " s for "
                + what
                + "; the logs are in "
                + lab.directory().resolve("logs"));
      }
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LabException("interrupted while waiting for " + what, e);
      }
    }
  }

  static String lastLine(Member member) {
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
}
