package dev.baton.cli.lab.relay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes rules and takes them back; the other end of the folder that the relay reads. */
public final class LinkRules {
  private final Path folder;

  public LinkRules(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes or replaces a rule; it holds within 20 milliseconds.
   *
   * @param name names it for {@link #remove}
   */
  public void put(String name, LinkRule rule) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.writeString(fresh, rule.line() + "\n");
    Files.move(
        fresh,
        folder.resolve(name + RuleBook.SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes a rule back; nothing happens where there is none. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + RuleBook.SUFFIX));
  }

  /** Takes every rule back. */
  public void removeAll() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RuleBook.SUFFIX)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
