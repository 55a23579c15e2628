package dev.baton.executor.guard;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * What the disk says of a process tree, so that a later incarnation can make sure that it is gone.
 * Written before the tree is started, and again when the guard's process id is known. Not forced to
 * disk: what can lose it, a crash of the machine, ends the tree as well.
 *
 * @param bootId of the machine's start in which it ran
 * @param pidNamespace in which its executor ran
 * @param guardPid 0 until the guard has been started
 * @param guardStartTicks tells the guard from a later process of the same id
 */
record TreeRecord(
    Incarnation incarnation,
    AttemptId attempt,
    String marker,
    String bootId,
    String pidNamespace,
    long guardPid,
    long guardStartTicks) {
  private static final String FILE = "record";

  static TreeRecord of(Incarnation incarnation, AttemptId attempt, String marker) {
    return new TreeRecord(
        incarnation, attempt, marker, ProcTable.bootId(), ProcTable.pidNamespace(), 0, 0);
  }

  TreeRecord withGuard(long pid) {
    return new TreeRecord(
        incarnation, attempt, marker, bootId, pidNamespace, pid, ProcTable.startTicks(pid));
  }

  void write(Path dir) throws IOException {
    Properties fields = new Properties();
    fields.setProperty("incarnation", incarnation.value());
    fields.setProperty("run", attempt.run().toString());
    fields.setProperty("task", attempt.task());
    fields.setProperty("attempt", Integer.toString(attempt.number()));
    fields.setProperty("marker", marker);
    fields.setProperty("boot", bootId);
    fields.setProperty("namespace", pidNamespace);
    fields.setProperty("guardPid", Long.toString(guardPid));
    fields.setProperty("guardStartTicks", Long.toString(guardStartTicks));
    Path fresh = dir.resolve(FILE + ".new");
    try (Writer out = Files.newBufferedWriter(fresh)) {
      fields.store(out, null);
    }
    Files.move(fresh, dir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * @throws IOException if there is none or it can't be understood
   */
  static TreeRecord read(Path dir) throws IOException {
    Properties fields = new Properties();
    try (Reader in = Files.newBufferedReader(dir.resolve(FILE))) {
      fields.load(in);
      return new TreeRecord(
          new Incarnation(fields.getProperty("incarnation")),
          new AttemptId(
              new RunId(Long.parseLong(fields.getProperty("run"))),
              fields.getProperty("task"),
              Integer.parseInt(fields.getProperty("attempt"))),
          fields.getProperty("marker"),
          fields.getProperty("boot"),
          fields.getProperty("namespace"),
          Long.parseLong(fields.getProperty("guardPid")),
          Long.parseLong(fields.getProperty("guardStartTicks")));
    } catch (IllegalArgumentException e) {
      throw new IOException("the record in " + dir + " can't be understood: " + e.getMessage(), e);
    }
  }
}
