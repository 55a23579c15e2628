package dev.baton.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that outlive us: started apart from our terminal, known by number and start time. */
final class Processes {
  /** Where the start time stands in {@code /proc/PID/stat}, counted after the program's name. */
  private static final int START_FIELD = 19;

  /** As {@code nice} has it. */
  private static final String PREFERRED = "-10";

  private static final long SIGNAL_PATIENCE_MS = 5_000;

  private Processes() {}

  /** How a process stands. */
  enum Standing {
    RUNNING,
    PAUSED,
    GONE
  }

  /** Starts it in a session of its own; output goes to the end of its log. */
  static Member start(Member member) {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.addAll(member.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(member.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Path log = Path.of(member.log());
    try {
      Files.createDirectories(log.getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      long pid = builder.start().pid();
      return member.started(pid, startTicks(pid));
    } catch (IOException e) {
      throw new LabException("cannot start " + member.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Lets it run before other sessions where the kernel shares the processors out among sessions and
   * we may ask for that: what stands for the network must not wait behind those it connects.
   */
  static void prefer(Member member) {
    try {
      Files.writeString(Path.of("/proc", Long.toString(member.pid()), "autogroup"), PREFERRED);
    } catch (IOException e) {
      // It has to do with its share.
    }
  }

  static Standing standing(Member member) {
    if (member.pid() == 0 || startTicks(member.pid()) != member.startTicks()) {
      return Standing.GONE;
    }
    return switch (stateLetter(member.pid())) {
      case 'T', 't' -> Standing.PAUSED;
      case 'Z', 'X', '?' -> Standing.GONE;
      default -> Standing.RUNNING;
    };
  }

  /** Sends a signal to the member's process if it is still that one. */
  static void signal(Member member, String signal) {
    if (standing(member) != Standing.GONE) {
      signal(member.pid(), signal);
    }
  }

  /** Sends a signal to the process and to all it has started, parents first. */
  static void signalTree(Member member, String signal) {
    if (standing(member) == Standing.GONE) {
      return;
    }
    ArrayDeque<ProcessHandle> open = new ArrayDeque<>();
    ProcessHandle.of(member.pid()).ifPresent(open::add);
    while (!open.isEmpty()) {
      ProcessHandle next = open.poll();
      List<ProcessHandle> children = next.children().toList();
      signal(next.pid(), signal);
      open.addAll(children);
    }
  }

  private static void signal(long pid, String signal) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(SIGNAL_PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new LabException("cannot signal process " + pid + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the process is gone; answers whether it is. */
  static boolean awaitEnd(Member member, long patienceMs) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    while (standing(member) != Standing.GONE) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static long startTicks(long pid) {
    String[] fields = statFields(pid);
    return fields == null ? -1 : Long.parseLong(fields[START_FIELD]);
  }

  private static char stateLetter(long pid) {
    String[] fields = statFields(pid);
    return fields == null ? '?' : fields[0].charAt(0);
  }

  /** The fields after the program's name, which may itself hold blanks and brackets. */
  private static String[] statFields(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      return null;
    }
  }
}
