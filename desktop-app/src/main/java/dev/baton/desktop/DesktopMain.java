package dev.baton.desktop;

import dev.baton.desktop.shell.DesktopOptions;
import dev.baton.desktop.shell.WorkbenchApp;
import java.util.List;
import javafx.application.Application;

/** Starts the workbench. Does not extend Application, so that JavaFX runs from the class path. */
public final class DesktopMain {
  private static final int MISUSED = 2;

  private DesktopMain() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(DesktopOptions.USAGE);
      return;
    }
    try {
      DesktopOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException misused) {
      System.err.println(misused.getMessage());
      System.err.println(DesktopOptions.USAGE);
      System.exit(MISUSED);
    }
    Application.launch(WorkbenchApp.class, arguments);
  }
}
