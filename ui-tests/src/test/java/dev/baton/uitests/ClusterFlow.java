package dev.baton.uitests;

import dev.baton.cli.lab.Lab;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;
import dev.baton.desktop.shell.DesktopOptions;
import dev.baton.desktop.shell.Workbench;
import dev.baton.desktop.shell.WorkbenchProbe;
import dev.baton.desktop.shell.WorkbenchServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;

/** A flow through the workbench on the shared lab. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the lab signals processes the Linux way")
abstract class ClusterFlow extends ApplicationTest {
  @RegisterExtension static final SharedLab LAB = new SharedLab();

  /** What the machine keeps beyond the test, for the reader of a failed build. */
  private static final Path PICTURES = Path.of("target", "flows");

  @TempDir Path folder;
  private BatonClient client;
  private WorkbenchScreen screen;

  @Override
  public void start(Stage stage) throws Exception {
    // Called before fields that JUnit injects are set, so the settings get a folder of their own.
    Path settings = Files.createTempDirectory("baton-ui-settings");
    DesktopOptions options =
        DesktopOptions.parse(
            List.of("--lang", "en", "--theme", "light", "--settings", settings.toString()));
    Workbench workbench = new Workbench(stage, WorkbenchServices.real(options), options);
    workbench.show(options);
    screen = new WorkbenchScreen(this, new WorkbenchProbe(stage, workbench));
  }

  @BeforeEach
  void openClient() {
    client = lab().client();
  }

  /** The last picture helps whoever reads why a flow failed. */
  @AfterEach
  void takePictureAndClose(TestInfo test) throws Exception {
    client.close();
    WritableImage picture = Await.fx(() -> screen.probe().scene().snapshot(null));
    Files.createDirectories(PICTURES);
    ImageIO.write(
        SwingFXUtils.fromFXImage(picture, null),
        "png",
        PICTURES.resolve(test.getTestMethod().orElseThrow().getName() + ".png").toFile());
  }

  static Lab lab() {
    return LAB.lab();
  }

  /** Asks the cluster itself, past the workbench. */
  BatonClient api() {
    return client;
  }

  WorkbenchScreen screen() {
    return screen;
  }

  /** A file that a task waits for until {@link #open}. */
  Path gate(String name) {
    return folder.resolve(name);
  }

  static void open(Path gate) throws java.io.IOException {
    Files.writeString(gate, "");
  }

  /** Shell words that wait for the gate. */
  static String waitFor(Path gate) {
    return "while [ ! -e '" + gate + "' ]; do sleep 0.1; done";
  }

  void put(String job, String tasks) {
    api().putJob(JobKey.parse(job), "job: " + job + "\n" + tasks, "a screen flow");
  }
}
