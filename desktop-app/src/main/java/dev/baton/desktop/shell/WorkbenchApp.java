package dev.baton.desktop.shell;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JavaFX application; started by {@link dev.baton.desktop.DesktopMain}. */
public final class WorkbenchApp extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(WorkbenchApp.class);

  @Override
  public void start(Stage stage) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, thrown) -> LOG.error("A screen failed; the others go on", thrown));
    DesktopOptions options = DesktopOptions.parse(getParameters().getRaw());
    new Workbench(stage, WorkbenchServices.real(options), options).show(options);
  }

  @Override
  public void stop() {
    Platform.exit();
  }
}
