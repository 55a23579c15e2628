package dev.baton.executor.guard;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.time.BootClock;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.task.LocalTaskRunner;
import dev.baton.executor.task.Orders;
import dev.baton.executor.task.TaskListener;
import dev.baton.executor.task.TaskSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An executor's JVM for tests to kill and to freeze: two attempts, one leased, one not. */
public final class RunnerProcess {
  static final long LEASE_MS = 2_000;
  private static final long RENEW_MS = 200;

  private RunnerProcess() {}

  /**
   * Writes each deadline to the file {@code deadline} before the guards hear of it.
   *
   * @param args data directory and guard mode; what the two attempts sleep is in the file {@code
   *     sleeps}, so that this process does not look like one of them
   */
  public static void main(String[] args) throws Exception {
    Path dataDir = Path.of(args[0]);
    List<String> sleeps = Files.readAllLines(dataDir.resolve("sleeps"));
    TaskSettings settings =
        new TaskSettings(
            dataDir,
            new Incarnation("incarnation-" + ProcessHandle.current().pid()),
            GuardMode.valueOf(args[1]),
            1_000_000,
            List.of());
    LocalTaskRunner runner = LocalTaskRunner.open(settings, new HandlerRegistry());
    renew(runner, dataDir);
    runner.start(Orders.shell(tree(sleeps.get(0))).attempt(1, "leased", 1).leased().order(), SPEAK);
    runner.start(Orders.shell(tree(sleeps.get(1))).attempt(1, "free", 1).order(), SPEAK);
    while (true) {
      TimeUnit.MILLISECONDS.sleep(RENEW_MS);
      renew(runner, dataDir);
    }
  }

  /** Children that a plain kill of the process group would miss. */
  private static String tree(String sleep) {
    return "trap '' TERM HUP; (setsid sh -c 'nohup sleep S >/dev/null 2>&1' &); sleep S; sleep S"
        .replace("S", sleep);
  }

  private static void renew(LocalTaskRunner runner, Path dataDir) throws Exception {
    long until = BootClock.system().nanos() + TimeUnit.MILLISECONDS.toNanos(LEASE_MS);
    Files.writeString(dataDir.resolve("deadline.new"), Long.toString(until));
    Files.move(
        dataDir.resolve("deadline.new"),
        dataDir.resolve("deadline"),
        StandardCopyOption.ATOMIC_MOVE);
    runner.leaseUntil(until);
  }

  private static final TaskListener SPEAK =
      new TaskListener() {
        @Override
        public void started(AttemptId attempt, Instant startedAt) {
          System.out.println("started " + attempt);
        }

        @Override
        public void output(AttemptId attempt, byte[] bytes) {
          System.out.println("output " + attempt + " " + bytes.length);
        }

        @Override
        public void artifact(AttemptId attempt, String name, Path file) {
          System.out.println("artifact " + attempt + " " + name);
        }

        @Override
        public void ended(AttemptOutcome outcome) {
          System.out.println("ended " + outcome.attempt() + " " + outcome.outcome());
        }
      };
}
