package dev.baton.executor.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's process tree and its guard, from the executor's side. One thread reads {@link #output}
 * to its end and then calls {@link #awaitEnd}; any thread may call {@link #end}.
 */
public final class GuardedTree {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedTree.class);

  private final AttemptPlace place;
  private final Process guard;

  /** The executor's end of the pipe; its closing, by us or by our death, ends the tree. */
  private final OutputStream control;

  private GuardedTree(AttemptPlace place, Process guard) {
    this.place = place;
    this.guard = guard;
    this.control = guard.getOutputStream();
    // If the guard is killed its helper still reads the pipe: hang up, and it ends the tree.
    guard.onExit().thenRun(this::hangUp);
  }

  /**
   * Starts the guard, which reads the {@link StartFile} and starts the tree.
   *
   * @param lease path of the lease file, or {@code -} for none
   * @param deadline the first, in hundredths of a second
   */
  static GuardedTree launch(
      GuardMode mode, GuardScripts scripts, AttemptPlace place, String lease, long deadline)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
            "sh",
            scripts.guard().toString(),
            mode.word(),
            place.marker(),
            lease,
            Long.toString(deadline),
            scripts.init().toString());
    builder.directory(place.dir().toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(Inherited::isWithheld);
    GuardedTree tree = new GuardedTree(place, builder.start());
    place.recordGuard(tree.guardPid());
    return tree;
  }

  /**
   * What the tree writes, standard output and standard error as they come. Ends when nothing of the
   * tree is left. The pipe between holds 64 KiB: a tree that is not read stops there.
   */
  public InputStream output() {
    return guard.getInputStream();
  }

  /** Process id of the guard. */
  public long guardPid() {
    return guard.pid();
  }

  /**
   * Asks the whole tree to end, and forces it after the grace, whether this process still lives
   * then or not. Does not wait.
   *
   * @param graceMs 0 forces at once
   */
  public void end(long graceMs) {
    try {
      synchronized (control) {
        control.write(("E " + Math.max(0, graceMs) + "\n").getBytes(StandardCharsets.US_ASCII));
        control.flush();
      }
    } catch (IOException e) {
      // The guard has left, or its reader was killed: then hanging up ends what may be left.
      hangUp();
    }
  }

  /**
   * Call after {@link #output} has ended: lets the guard go and reads what it did. When this
   * returns, nothing of the tree is left.
   */
  public GuardEnd awaitEnd() throws IOException, InterruptedException {
    hangUp();
    guard.waitFor();
    Path end = place.dir().resolve("end");
    String trouble = textOf(place.dir().resolve("trouble"));
    String text = textOf(end);
    if (!text.isEmpty()) {
      return GuardEnd.parse(text, trouble);
    }
    LOG.warn("The guard of attempt {} was killed; ending what is left of it", place.attempt());
    TreeSweep.endAll(place.marker());
    return new GuardEnd(GuardEnd.Why.GUARD_KILLED, null, trouble);
  }

  private void hangUp() {
    try {
      control.close();
    } catch (IOException e) {
      LOG.debug("The pipe to the guard of {} was closed already", place.attempt(), e);
    }
  }

  private static String textOf(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }
}
