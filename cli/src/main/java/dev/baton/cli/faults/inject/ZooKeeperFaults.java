package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Faults of the ensemble as a whole. */
final class ZooKeeperFaults {
  private ZooKeeperFaults() {}

  /** All members but one are killed. */
  static Healing quorumLost(Lab lab, String ignored) {
    List<String> members = Scope.of(lab, Role.ZOOKEEPER);
    List<String> killed = members.subList(1, members.size());
    killed.forEach(lab::kill);
    return () -> killed.forEach(lab::start);
  }

  /** All are killed and start again with nothing. */
  static Healing wiped(Lab lab, String ignored) {
    List<String> members = Scope.of(lab, Role.ZOOKEEPER);
    members.forEach(lab::kill);
    return () -> {
      members.forEach(
          member -> remove(lab.directory().resolve(member).resolve("data").resolve("version-2")));
      members.forEach(lab::start);
    };
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new LabException("cannot wipe " + folder + ": " + e.getMessage(), e);
    }
  }
}
