package dev.baton.desktop.shell;

import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/**
 * Whether the workbench can work on this machine: draws its first screen in each language, without
 * a display if there is none, connects to nothing and leaves nothing behind. Says on standard
 * output what it found.
 */
public final class SelfCheck {
  private static final long PATIENCE_S = 60;

  /** A letter of each script that the workbench speaks. */
  private static final List<String> SAMPLES = List.of("Baton", "\u4f5c\u4e1a");

  private String problem = "nothing was drawn within " + PATIENCE_S + " s";

  private SelfCheck() {}

  /** Starts JavaFX, so once per JVM; true if all is well. */
  public static boolean run() {
    if (!hasDisplay()) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      System.setProperty("java.awt.headless", "true");
    }
    SelfCheck check = new SelfCheck();
    try {
      check.drawAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LinkageError | RuntimeException missing) {
      check.problem = String.valueOf(missing.getMessage());
    }
    System.out.println(
        check.problem.isEmpty()
            ? "The workbench works here: Java "
                + System.getProperty("java.version")
                + ", JavaFX "
                + System.getProperty("javafx.version")
            : "The workbench cannot work here: "
                + check.problem
                + "\nOn Debian or Ubuntu it needs: apt-get install libgtk-3-0 libxtst6 libgl1"
                + " libxxf86vm1 libpangoft2-1.0-0");
    return check.problem.isEmpty();
  }

  private static boolean hasDisplay() {
    return !System.getProperty("os.name").startsWith("Linux")
        || isSet(System.getenv("DISPLAY"))
        || isSet(System.getenv("WAYLAND_DISPLAY"));
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
  }

  private void drawAll() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> {
      try {
        problem = "";
        drawEach();
      } catch (IOException | LinkageError | RuntimeException failed) {
        problem = failed.toString();
      } finally {
        done.countDown();
      }
    });
    if (done.await(PATIENCE_S, TimeUnit.SECONDS)) {
      Platform.exit();
    }
  }

  private void drawEach() throws IOException {
    Platform.setImplicitExit(false);
    Fonts.load();
    for (String sample : SAMPLES) {
      Text text = new Text(sample);
      text.setFont(Fonts.sans(Fonts.BODY));
      if (text.getLayoutBounds().getWidth() <= 0) {
        problem = "text has no width; a library for fonts is missing";
        return;
      }
    }
    Path settings = Files.createTempDirectory("baton-self-check");
    try {
      for (var language : List.of(Texts.ENGLISH, Texts.CHINESE)) {
        draw(settings, language.toLanguageTag());
      }
    } finally {
      remove(settings);
    }
  }

  private void draw(Path settings, String language) {
    DesktopOptions options =
        DesktopOptions.parse(List.of("--lang", language, "--settings", settings.toString()));
    Stage stage = new Stage();
    new Workbench(stage, WorkbenchServices.real(options), options).show(options);
    WritableImage picture = stage.getScene().snapshot(null);
    stage.close();
    if (picture.getWidth() <= 0 || picture.getHeight() <= 0) {
      problem = "the first screen came out empty";
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
