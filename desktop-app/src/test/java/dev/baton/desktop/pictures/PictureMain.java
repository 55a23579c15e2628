package dev.baton.desktop.pictures;

import dev.baton.desktop.background.EventPump;
import dev.baton.desktop.background.FxBackgroundTasks;
import dev.baton.desktop.background.FxPulses;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.settings.SettingsFolder;
import dev.baton.desktop.shell.DesktopOptions;
import dev.baton.desktop.shell.Workbench;
import dev.baton.desktop.shell.WorkbenchProbe;
import dev.baton.desktop.shell.WorkbenchServices;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Draws every scenario in both themes, both languages and two sizes.
 *
 * <p>Arguments: the folder for the pictures; then, optionally, names of scenarios; sizes as {@code
 * 1280x800}; {@code light}, {@code dark}, {@code en}, {@code zh}. What is not named is all of it.
 */
public final class PictureMain {
  private static final long SETTLE_MS = 1_300;
  private static final List<String> THEMES = List.of("light", "dark");
  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final List<String> SIZES = List.of("1280x800", "2560x1440");

  private final Path folder;
  private final List<String> wanted;

  private PictureMain(Path folder, List<String> wanted) {
    this.folder = folder;
    this.wanted = wanted;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    Path folder = Path.of(all.getFirst());
    Files.createDirectories(folder);
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Platform.setImplicitExit(false);
    try {
      new PictureMain(folder, all.subList(1, all.size())).drawAll();
    } finally {
      Platform.exit();
    }
  }

  private List<String> chosen(List<String> possible) {
    List<String> named = possible.stream().filter(wanted::contains).toList();
    return named.isEmpty() ? possible : named;
  }

  private void drawAll() throws Exception {
    List<Scenario> scenarios = Scenario.all();
    List<String> names = chosen(scenarios.stream().map(Scenario::name).toList());
    for (String language : chosen(LANGUAGES)) {
      for (Scenario scenario : Scenario.all()) {
        if (names.contains(scenario.name())) {
          draw(scenario, language);
        }
      }
    }
  }

  private void draw(Scenario scenario, String language) throws Exception {
    Path settings = Files.createTempDirectory("baton-pictures");
    FxBackgroundTasks tasks = new FxBackgroundTasks();
    FxPulses pulses = new FxPulses();
    WorkbenchServices services =
        new WorkbenchServices(
            new SettingsFolder(settings),
            ignored -> scenario.cluster(),
            tasks,
            new EventPump(pulses, System::nanoTime),
            InstantSource.fixed(SampleCluster.NOW),
            ZoneId.of("Asia/Shanghai"));
    DesktopOptions options =
        DesktopOptions.parse(List.of("--lang", language, "--theme", chosen(THEMES).getFirst()));
    Stage[] stage = new Stage[1];
    WorkbenchProbe probe =
        onFx(() -> {
          stage[0] = new Stage();
          Workbench workbench = new Workbench(stage[0], services, options);
          workbench.show(options);
          resize(stage[0], chosen(SIZES).getFirst());
          if (scenario.connection() != null) {
            workbench.open(scenario.connection());
          }
          return new WorkbenchProbe(stage[0], workbench, scenario.cluster());
        });
    settle(tasks);
    for (Consumer<WorkbenchProbe> step : scenario.steps()) {
      onFx(() -> {
        step.accept(probe);
        return null;
      });
      settle(tasks);
    }
    for (String size : chosen(SIZES)) {
      for (String theme : chosen(THEMES)) {
        onFx(() -> {
          resize(stage[0], size);
          if (theme.equals("dark")) {
            probe.themeDark();
          } else {
            probe.themeLight();
          }
          return null;
        });
        settle(tasks);
        save(
            onFx(() -> probe.scene().snapshot(null)),
            folder.resolve(scenario.name() + "-" + theme + "-" + language + "-" + size + ".png"));
      }
    }
    onFx(() -> {
      stage[0].close();
      return null;
    });
    pulses.close();
  }

  private static void resize(Stage stage, String size) {
    String[] sides = size.split("x");
    stage.setWidth(Integer.parseInt(sides[0]));
    stage.setHeight(Integer.parseInt(sides[1]));
  }

  private static void settle(FxBackgroundTasks tasks) throws Exception {
    Thread.sleep(SETTLE_MS);
    for (int i = 0; i < 50 && !onFx(() -> tasks.underWay().isEmpty()); i++) {
      Thread.sleep(100);
    }
  }

  private static void save(WritableImage image, Path file) throws IOException {
    File target = file.toFile();
    ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", target);
    System.out.println(
        target + "  " + Math.round(image.getWidth()) + "x" + Math.round(image.getHeight()));
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get();
  }
}
