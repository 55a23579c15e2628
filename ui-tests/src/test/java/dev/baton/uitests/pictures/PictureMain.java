package dev.baton.uitests.pictures;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabSettings;
import dev.baton.common.api.client.ClientFile;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.shell.DesktopOptions;
import dev.baton.desktop.shell.Workbench;
import dev.baton.desktop.shell.WorkbenchProbe;
import dev.baton.desktop.shell.WorkbenchServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Starts a lab, lets it work, kills its leader and executors, and takes every scene in both looks:
 * light and English, dark and Chinese. The window is a real one on the display it is started on;
 * {@code import} of ImageMagick takes what is on the screen. Started by {@code
 * docs/screenshots/take}.
 *
 * <p>Arguments: the folder for the pictures, the root of the source tree; then, optionally, names
 * of scenes; without any, all are taken.
 */
public final class PictureMain {
  private static final Size USUAL = new Size(1280, 800);
  private static final Size LARGE = new Size(2560, 1440);

  /** Scenes that are taken in both sizes. */
  private static final Set<String> ALSO_LARGE = Set.of("incident-resolved", "run-live");

  private static final long LOOK_EVERY_MS = 100;

  /** How long a scene gets to come to rest: tool tips fade, the chart draws twice a second. */
  private static final long SETTLE_MS = 2_000;

  private record Look(String theme, String language) {}

  private record Size(int width, int height) {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  private static final List<Look> LOOKS = List.of(new Look("light", "en"), new Look("dark", "zh"));

  private final Lab lab;
  private final Path folder;
  private final List<Scene> scenes;

  private PictureMain(Lab lab, Path folder, List<Scene> scenes) {
    this.lab = lab;
    this.folder = folder;
    this.scenes = scenes;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    Path folder = Files.createDirectories(Path.of(all.getFirst()));
    Path samples = Path.of(all.get(1)).resolve("samples").toAbsolutePath().normalize();
    List<String> wanted = all.subList(2, all.size());
    Path directory = Files.createTempDirectory("baton-pictures");
    Lab lab =
        Lab.create(
            LabSettings.of(directory.resolve("lab"), 3, 4)
                .withSlots(8)
                .withTasks(jarOf(samples), Map.of("SAMPLES_HOME", samples.toString())));
    try {
      CountDownLatch started = new CountDownLatch(1);
      Platform.startup(started::countDown);
      started.await();
      Platform.setImplicitExit(false);
      Stock stock = Stock.of(lab, samples, scene -> wanted.isEmpty() || wanted.contains(scene));
      List<Scene> scenes =
          Scene.all(stock).stream()
              .filter(scene -> wanted.isEmpty() || wanted.contains(scene.name()))
              .toList();
      new PictureMain(lab, folder, scenes).takeAll();
      stock.close();
    } finally {
      lab.down(false);
      Platform.exit();
    }
    System.exit(0);
  }

  private static Path jarOf(Path samples) throws IOException {
    for (String target : List.of("target/fast", "target")) {
      if (Files.isDirectory(samples.resolve(target))) {
        try (Stream<Path> files = Files.list(samples.resolve(target))) {
          var jar =
              files
                  .filter(file -> file.getFileName().toString().matches("baton-samples-.*\\.jar"))
                  .findFirst();
          if (jar.isPresent()) {
            return jar.get();
          }
        }
      }
    }
    throw new IOException("the samples' handlers are not built; build the module samples first");
  }

  private void takeAll() throws Exception {
    for (Look look : LOOKS) {
      for (Scene scene : scenes) {
        take(scene, look);
      }
    }
  }

  private void take(Scene scene, Look look) throws Exception {
    Path settings = Files.createTempDirectory("baton-pictures-settings");
    DesktopOptions options =
        DesktopOptions.parse(
            List.of(
                "--lang",
                look.language(),
                "--theme",
                look.theme(),
                "--settings",
                settings.toString()));
    Stage[] stage = new Stage[1];
    WorkbenchProbe probe =
        onFx(() -> {
          stage[0] = new Stage();
          Workbench workbench = new Workbench(stage[0], WorkbenchServices.real(options), options);
          workbench.show(options);
          resize(stage[0], USUAL);
          if (scene.connects()) {
            workbench.open(connection());
          }
          return new WorkbenchProbe(stage[0], workbench);
        });
    settle();
    for (Scene.Step step : scene.steps()) {
      onFx(() -> {
        step.take(probe);
        return null;
      });
      settle();
    }
    grab(scene, look, USUAL);
    if (ALSO_LARGE.contains(scene.name())) {
      onFx(() -> {
        resize(stage[0], LARGE);
        return null;
      });
      settle();
      grab(scene, look, LARGE);
    }
    onFx(() -> {
      stage[0].close();
      return null;
    });
  }

  private static void resize(Stage stage, Size size) {
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(size.width());
    stage.setHeight(size.height());
  }

  /** Takes what is on the screen; there is no window but ours, at the upper left corner. */
  private void grab(Scene scene, Look look, Size size) throws Exception {
    Path file =
        folder.resolve(
            scene.name() + "-" + look.theme() + "-" + look.language() + "-" + size + ".png");
    int failed =
        new ProcessBuilder(
                "import", "-window", "root", "-crop", size + "+0+0", "+repage", file.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (failed != 0) {
      throw new IOException("import ended with " + failed);
    }
    System.out.println(file);
  }

  private Connection connection() {
    return new Connection(
        "lab",
        lab.servers().stream().map(URI::toString).toList(),
        lab.directory().resolve(ClientFile.NAME).toString(),
        false);
  }

  private static void settle() throws InterruptedException {
    for (long waited = 0; waited < SETTLE_MS; waited += LOOK_EVERY_MS) {
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get();
  }
}
