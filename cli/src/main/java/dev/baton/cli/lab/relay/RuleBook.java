package dev.baton.cli.lab.relay;

import dev.baton.cli.lab.relay.LinkRule.Effect;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The rules that stand just now: one file each, so that whoever made one can take it back. */
final class RuleBook {
  static final long LOOK_EVERY_MS = 20;

  /** Ends the name of a rule's file; others are being written. */
  static final String SUFFIX = ".rule";

  private final Path folder;
  private volatile List<LinkRule> rules = List.of();

  /** Connections that are told when the rules change: there may be thousands of them. */
  private final Set<Relayed> told = ConcurrentHashMap.newKeySet();

  RuleBook(Path folder) {
    this.folder = folder;
  }

  void watch() {
    Thread.ofPlatform()
        .name("rules")
        .daemon()
        .start(() -> {
          try {
            while (true) {
              read();
              Thread.sleep(LOOK_EVERY_MS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Reads the folder; of two at a time the later one sees all that the earlier one saw. */
  synchronized void read() {
    List<LinkRule> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        found.add(LinkRule.parse(Files.readString(file)));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // A rule was taken back while we read; the next look sees the rest.
    } catch (IllegalArgumentException e) {
      System.err.println("a rule is not understood: " + e.getMessage());
    }
    if (!found.equals(rules)) {
      rules = found;
      told.forEach(Relayed::rulesChanged);
    }
  }

  /** Tells it of the rules that stand, and then of each change. */
  synchronized void tell(Relayed connection) {
    told.add(connection);
    connection.rulesChanged();
  }

  void forget(Relayed connection) {
    told.remove(connection);
  }

  boolean has(String caller, String target, Effect effect) {
    for (LinkRule rule : rules) {
      if (rule.effect() == effect && rule.concerns(caller, target)) {
        return true;
      }
    }
    return false;
  }

  long delayMs(String caller, String target) {
    long longest = 0;
    for (LinkRule rule : rules) {
      if (rule.effect() == Effect.DELAY && rule.concerns(caller, target)) {
        longest = Math.max(longest, rule.delayMs());
      }
    }
    return longest;
  }
}
