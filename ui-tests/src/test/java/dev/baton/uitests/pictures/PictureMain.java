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
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Starts a lab, lets it work, kills its leader, and draws every scene in both looks: light and
 * English, dark and Chinese.
 *
 * <p>Arguments: the folder for the pictures, the root of the source tree; then, optionally, names
 * of scenes; without any, all are drawn.
 */
public final class PictureMain {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long LOOK_EVERY_MS = 100;

  /** How long a scene gets to come to rest: tool tips fade, the chart draws twice a second. */
  private static final long SETTLE_MS = 2_000;

  private record Look(String theme, String language) {}

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
            new LabSettings(
                directory.resolve("lab"),
                3,
                4,
                8,
                null,
                jarOf(samples),
                List.of(),
                List.of(),
                Map.of("SAMPLES_HOME", samples.toString())));
    try {
      CountDownLatch started = new CountDownLatch(1);
      Platform.startup(started::countDown);
      started.await();
      Platform.setImplicitExit(false);
      Stock stock = Stock.of(lab, samples);
      List<Scene> scenes =
          Scene.all(stock).stream()
              .filter(scene -> wanted.isEmpty() || wanted.contains(scene.name()))
              .toList();
      new PictureMain(lab, folder, scenes).drawAll();
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

  private void drawAll() throws Exception {
    for (Look look : LOOKS) {
      for (Scene scene : scenes) {
        draw(scene, look);
      }
    }
  }

  private void draw(Scene scene, Look look) throws Exception {
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
          stage[0].setWidth(WIDTH);
          stage[0].setHeight(HEIGHT);
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
    WritableImage picture = onFx(() -> probe.scene().snapshot(null));
    Path file =
        folder.resolve(
            scene.name()
                + "-"
                + look.theme()
                + "-"
                + look.language()
                + "-"
                + Math.round(WIDTH)
                + "x"
                + Math.round(HEIGHT)
                + ".png");
    ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file.toFile());
    System.out.println(file);
    onFx(() -> {
      stage[0].close();
      return null;
    });
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
