package dev.baton.executor.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What {@code /proc} says of the processes that this process can see. Linux only. */
final class ProcTable {
  private static final Path PROC = Path.of("/proc");

  // Neither changes while this process lives.
  private static final String BOOT_ID = text(PROC.resolve("sys/kernel/random/boot_id")).strip();
  private static final String PID_NAMESPACE = readPidNamespace();

  private ProcTable() {}

  /** One process; its texts are empty if it is a zombie, gone, or another user's. */
  record Entry(long pid, String environment, String commandLine) {}

  /** Processes whose environment and command line satisfy the condition; this one never does. */
  static List<Entry> matching(Predicate<Entry> condition) throws IOException {
    long self = ProcessHandle.current().pid();
    List<Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        long pid = Long.parseLong(folder.getFileName().toString());
        Entry entry =
            new Entry(pid, text(folder.resolve("environ")), text(folder.resolve("cmdline")));
        if (pid != self && condition.test(entry)) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  /** When the process started, in clock ticks since the machine did; 0 if it is gone. */
  static long startTicks(long pid) {
    String stat = text(PROC.resolve(pid + "/stat"));
    // The second field is the program's name in brackets, which may hold blanks and brackets.
    int afterName = stat.lastIndexOf(')');
    String[] fields = afterName < 0 ? new String[0] : stat.substring(afterName + 2).split(" ");
    return fields.length < 20 ? 0 : Long.parseLong(fields[19]);
  }

  /** Names this start of the machine. */
  static String bootId() {
    return BOOT_ID;
  }

  /** Names the process namespace of this process: processes of another may be out of its sight. */
  static String pidNamespace() {
    return PID_NAMESPACE;
  }

  private static String readPidNamespace() {
    try {
      return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It ended while we looked, or it is another user's.
      return "";
    }
  }
}
