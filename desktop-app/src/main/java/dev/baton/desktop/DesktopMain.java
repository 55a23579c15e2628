package dev.baton.desktop;

import dev.baton.desktop.shell.DesktopOptions;
import dev.baton.desktop.shell.SelfCheck;
import dev.baton.desktop.shell.WorkbenchApp;
import java.util.List;
import javafx.application.Application;

/** Starts the workbench. Does not extend Application, so that JavaFX runs from the class path. */
public final class DesktopMain {
  private static final int MISUSED = 2;

  private DesktopMain() {}

  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    if (all.contains("--help")) {
      System.out.println(DesktopOptions.USAGE);
      return;
    }
    if (all.contains("--version")) {
      System.out.println("baton-workbench " + version());
      return;
    }
    if (all.contains("--self-check")) {
      System.exit(SelfCheck.run() ? 0 : 1);
    }
    try {
      DesktopOptions.parse(all);
    } catch (IllegalArgumentException misused) {
      System.err.println(misused.getMessage());
      System.err.println(DesktopOptions.USAGE);
      System.exit(MISUSED);
    }
    Application.launch(WorkbenchApp.class, arguments);
  }

  /** As the jar says; {@code development} where it runs from classes. */
  private static String version() {
    String version = DesktopMain.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
