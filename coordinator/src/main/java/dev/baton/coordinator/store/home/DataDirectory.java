package dev.baton.coordinator.store.home;

import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A coordinator's data directory, locked for this process. It remembers the layout it was written
 * in and the cluster it belongs to.
 */
public final class DataDirectory implements AutoCloseable {
  /** Layout that this version writes; a directory of a higher one is refused. */
  public static final int LAYOUT = 1;

  private static final String LOCK_FILE = "lock";
  private static final String LAYOUT_FILE = "layout";
  private static final String CLUSTER_FILE = "cluster-id";

  private final Path path;
  private final ExclusiveFile lock;

  private DataDirectory(Path path, ExclusiveFile lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the directory if need be.
   *
   * @throws HomeException if it is in use, of a newer layout, or cannot be written
   */
  public static DataDirectory open(Path path) {
    ExclusiveFile lock = ExclusiveFile.lock(path.resolve(LOCK_FILE), "the data directory " + path);
    DataDirectory directory = new DataDirectory(path, lock);
    try {
      directory.checkLayout();
      return directory;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** A file or directory in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * The first cluster it is bound to stays.
   *
   * @throws HomeException if it belongs to another cluster
   */
  public void bindTo(String clusterId) {
    String bound = read(CLUSTER_FILE);
    if (bound == null) {
      write(CLUSTER_FILE, clusterId);
    } else if (!bound.equals(clusterId)) {
      throw new HomeException(
          "Cannot use the data directory "
              + path
              + ": it belongs to the cluster "
              + bound
              + ", but the store to the cluster "
              + clusterId
              + ". Check the store's URL, or choose another directory.",
          null);
    }
  }

  private void checkLayout() {
    String text = read(LAYOUT_FILE);
    if (text == null) {
      write(LAYOUT_FILE, Integer.toString(LAYOUT));
      return;
    }
    int layout;
    try {
      layout = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new HomeException(
          "Cannot use the data directory "
              + path
              + ": its file '"
              + LAYOUT_FILE
              + "' is damaged. Restore it from a backup, or choose another directory.",
          e);
    }
    if (layout > LAYOUT) {
      throw new HomeException(
          "Cannot use the data directory "
              + path
              + ": a newer version of Baton has written it (layout "
              + layout
              + ", this version knows "
              + LAYOUT
              + "). Start that version, or choose another directory.",
          null);
    }
  }

  private String read(String name) {
    try {
      Path file = path.resolve(name);
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8).strip() : null;
    } catch (IOException e) {
      throw new HomeException(
          "Cannot read " + path.resolve(name) + ": " + FileFault.reason(e) + ".", e);
    }
  }

  /** Whole or not at all: a crash leaves no half-written file. */
  private void write(String name, String text) {
    try {
      Path draft = path.resolve(name + ".draft");
      Files.writeString(draft, text + "\n", StandardCharsets.UTF_8);
      Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new HomeException(
          "Cannot write " + path.resolve(name) + ": " + FileFault.reason(e) + ".", e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
