package dev.baton.cli.drill;

import dev.baton.cli.lab.Member;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A second executor from a copy of another's directory: refused, and the first is untouched. */
final class CopiedConfig implements Drill {
  private static final long PATIENCE_MS = 30_000;

  @Override
  public String name() {
    return "copied-config";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Member original =
        ground.lab.members().stream()
            .filter(member -> member.role() == Member.Role.EXECUTOR)
            .findFirst()
            .orElseThrow();
    Path from = ground.lab.directory().resolve(original.name());
    Path copy = ground.lab.directory().resolve(original.name() + "-copy");
    copy(from, copy);
    List<String> command = new ArrayList<>(original.command());
    command.replaceAll(word -> word.equals(from.toString()) ? copy.toString() : word);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(original.environment());
    Path log = ground.lab.directory().resolve("logs").resolve(original.name() + "-copy.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process second = start(builder);
    try {
      ground.await(
          "the copy to be refused",
          PATIENCE_MS,
          () ->
              ground.client().failoverEvents(null, null, null, 50).items().stream()
                  .anyMatch(event ->
                      event.kind() == FailoverEventKind.EXECUTOR_REFUSED
                          && event.subject().equals(original.name())));
      boolean untouched =
          ground.client().executors().stream()
              .anyMatch(view -> view.id().equals(original.name()) && view.leaseLeftMs() > 0);
      return new Finding(
          name(),
          untouched,
          List.of("the copy was refused; the original " + (untouched ? "works on" : "was hurt")));
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
