package dev.baton.uitests;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One lab for all flows of this JVM: its processes take longer to start than a flow takes to run.
 * It goes down when JUnit is through, or with the JVM.
 */
final class SharedLab implements BeforeAllCallback {
  private static final int COORDINATORS = 2;
  private static final int EXECUTORS = 2;

  private static final class Running implements AutoCloseable {
    private final Lab lab;
    private final Thread atExit;

    Running() {
      Path directory = makeDirectory();
      Lab started = new Lab(directory);
      atExit = new Thread(() -> end(started), "lab-down");
      Runtime.getRuntime().addShutdownHook(atExit);
      lab = Lab.create(LabSettings.of(directory, COORDINATORS, EXECUTORS));
    }

    private static Path makeDirectory() {
      try {
        return Files.createTempDirectory("baton-ui-lab");
      } catch (IOException e) {
        throw new UncheckedIOException("no directory for the lab", e);
      }
    }

    private static void end(Lab lab) {
      try {
        lab.down(false);
      } catch (LabException e) {
        System.err.println("The lab of the screen flows is still there: " + e.getMessage());
      }
    }

    @Override
    public void close() {
      Runtime.getRuntime().removeShutdownHook(atExit);
      end(lab);
    }
  }

  private Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(SharedLab.class))
            .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  Lab lab() {
    return running.lab;
  }
}
