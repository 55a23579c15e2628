package dev.baton.cli.up;

import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.file.FileFault;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton up}: everything on this machine, with the samples, until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Baton on this machine: one coordinator, two executors, the samples and, where there"
          + " is a display, the workbench; runs the weather sample at once and goes on until Ctrl-C."
    })
public final class UpCommand implements Callable<Integer> {
  static final int OK = 0;
  static final int RUN_FAILED = 1;
  static final int CANNOT_START = 3;
  static final int MAX_EXECUTORS = 16;

  private static final Duration RUN_PATIENCE = Duration.ofMinutes(5);
  private static final long CHECK_EVERY_MS = 1_000;

  @Option(names = "--once", description = "End with the sample's run: 0 if it succeeded.")
  private boolean once;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where everything is kept; default $BATON_DATA, else ~/.baton.")
  private Path dataDirectory;

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "Port of the API, on loopback; default ${DEFAULT-VALUE}.")
  private int apiPort;

  @Option(
      names = "--link-port",
      paramLabel = "PORT",
      defaultValue = "7071",
      description = "Port for executors, on loopback; default ${DEFAULT-VALUE}.")
  private int linkPort;

  @Option(
      names = "--executors",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many executors; default ${DEFAULT-VALUE}.")
  private int executors;

  @Option(names = "--no-desktop", description = "Do not open the workbench.")
  private boolean noDesktop;

  private final PrintStream out = System.out;

  @Spec private CommandSpec spec;

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  @Override
  public Integer call() throws InterruptedException {
    if (executors < 1 || executors > MAX_EXECUTORS) {
      err().println("baton up: --executors takes 1 to " + MAX_EXECUTORS + ".");
      return 2;
    }
    Path data = dataDirectory == null ? ClientFile.defaultDataDirectory() : dataDirectory;
    Samples samples = new Samples(JavaPrograms.root());
    StandaloneCluster cluster =
        new StandaloneCluster(
            new StandaloneCluster.Settings(
                data.toAbsolutePath().normalize(),
                apiPort,
                linkPort,
                executors,
                Map.of(Samples.FOLDER_VARIABLE, samples.folder().toString())));
    Thread stop = new Thread(cluster::close, "baton-up-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return bringUp(cluster, samples, data);
    } catch (UpException | ClientException e) {
      err().println("baton up: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private int bringUp(StandaloneCluster cluster, Samples samples, Path data)
      throws InterruptedException {
    out.println("Starting a coordinator and " + executors + " executors in " + data + " …");
    BatonClient client = cluster.startCoordinator();
    cluster.startExecutors(samples);
    out.println("The API answers at http://127.0.0.1:" + apiPort + ".");
    samples.load(client, out);
    long run = triggerSample(client);
    boolean display = !once && !noDesktop && hasDisplay();
    if (display && cluster.startDesktop(run)) {
      out.println("The workbench opens.");
    } else if (!once) {
      out.println(
          hasDisplay()
              ? "The workbench was not asked for, or is not built; showing the run here."
              : "There is no display here, so no workbench opens; showing the run here.");
    }
    RunStatus status = followSample(client, run, data);
    if (once) {
      return status == RunStatus.SUCCEEDED ? OK : RUN_FAILED;
    }
    out.println("Baton is up. Ctrl-C stops it. Try: ./baton job list, ./baton run list");
    while (true) {
      Thread.sleep(CHECK_EVERY_MS);
      cluster.checkChildren();
    }
  }

  private static long triggerSample(BatonClient client) {
    return client
        .trigger(
            Samples.MAIN, new TriggerRequest(null, SortedMaps.empty(), Trigger.MANUAL, "baton up"))
        .run();
  }

  private RunStatus followSample(BatonClient client, long id, Path data)
      throws InterruptedException {
    out.println("Run " + id + " of " + Samples.MAIN + ":");
    RunDetailView run = new RunWatcher(client, out).follow(id, RUN_PATIENCE);
    out.println();
    out.print(RunTable.of(run));
    out.println(
        "Run "
            + id
            + " "
            + run.run().status()
            + " in "
            + RunTable.duration(run.run().createdAt(), run.run().endedAt()));
    saveArtifacts(client, id, data.resolve("reports").resolve("run-" + id));
    return run.run().status();
  }

  private void saveArtifacts(BatonClient client, long run, Path folder) {
    for (ArtifactView artifact : client.artifacts(run)) {
      Path file = folder.resolve(artifact.name()).normalize();
      if (!file.startsWith(folder)) {
        continue;
      }
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, client.artifact(run, artifact.task(), artifact.name()));
        out.println("Report: " + file.toAbsolutePath());
      } catch (IOException e) {
        throw new UpException("cannot save " + file + ": " + FileFault.reason(e), e);
      }
    }
  }

  private static boolean hasDisplay() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (!os.contains("linux")) {
      return true;
    }
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }
}
