package dev.baton.cli.run;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Table;
import dev.baton.cli.client.UsageException;
import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.client.BatonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run artifacts}. */
@Command(name = "artifacts", description = "Lists or saves the files that a run left.")
final class SaveArtifacts extends ClientCommand {
  @Parameters(paramLabel = "RUN", description = "Number of the run.")
  private long run;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Saves them there, in a folder for each task.")
  private Path folder;

  @Override
  protected int run(BatonClient client, Output output) {
    List<ArtifactView> artifacts = client.artifacts(run);
    if (folder != null) {
      for (ArtifactView artifact : artifacts) {
        if (artifact.complete()) {
          save(client, artifact);
        } else {
          tell(artifact.name() + " is still on its way and was not saved.");
        }
      }
    }
    output.print(
        artifacts,
        () -> {
          Table table = new Table("TASK", "ATTEMPT", "NAME", "BYTES", "COMPLETE");
          for (ArtifactView artifact : artifacts) {
            table.row(
                artifact.task(),
                artifact.attempt(),
                artifact.name(),
                artifact.sizeBytes(),
                artifact.complete() ? "yes" : "not yet");
          }
          return table.text("Run " + run + " left no files.");
        });
    return ExitCodes.OK;
  }

  private void save(BatonClient client, ArtifactView artifact) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path file = root.resolve(artifact.task()).resolve(artifact.name()).normalize();
      // The name comes from a task, which may have bad manners.
      if (!file.startsWith(root) || file.equals(root)) {
        throw new UsageException(
            "The artifact '" + artifact.name() + "' would lie outside " + root + "; not saved.");
      }
      Files.createDirectories(file.getParent());
      Files.write(file, client.artifact(run, artifact.task(), artifact.name()));
      tell(file.toString());
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "The artifact '" + artifact.name() + "' cannot be saved: " + e.getMessage() + ".");
    }
  }
}
