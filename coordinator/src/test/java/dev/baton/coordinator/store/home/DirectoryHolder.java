package dev.baton.coordinator.store.home;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a data directory and keeps it until it is killed. */
final class DirectoryHolder {
  private DirectoryHolder() {}

  public static void main(String[] args) throws IOException {
    try (DataDirectory directory = DataDirectory.open(Path.of(args[0]))) {
      System.out.println("held");
      // Until the pipe from the test is gone.
      int end = System.in.read();
      System.exit(end == -1 && directory.path() != null ? 0 : 1);
    } catch (HomeException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
