package dev.baton.cli.up;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Baton's own programs, with the JVM and the class path that we run on. */
public final class JavaPrograms {
  public static final String COORDINATOR = "dev.baton.coordinator.CoordinatorMain";
  public static final String EXECUTOR = "dev.baton.executor.ExecutorMain";
  public static final String DESKTOP = "dev.baton.desktop.DesktopMain";

  /** Names the tree that the launcher runs from. */
  public static final String ROOT_PROPERTY = "baton.root";

  private JavaPrograms() {}

  /** A program on our own class path. */
  public static List<String> command(String mainClass, List<String> jvmFlags, List<String> args) {
    return command(System.getProperty("java.class.path"), mainClass, jvmFlags, args);
  }

  private static List<String> command(
      String classPath, String mainClass, List<String> jvmFlags, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(jvmFlags);
    String root = System.getProperty(ROOT_PROPERTY);
    if (root != null) {
      command.add("-D" + ROOT_PROPERTY + "=" + root);
    }
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(args);
    return command;
  }

  /** The workbench, which has a class path of its own; null where it has not been built. */
  public static List<String> desktop(List<String> args) {
    Path target = root().resolve("desktop-app").resolve("target").resolve("fast");
    if (!Files.isDirectory(target.resolve("lib"))) {
      return null;
    }
    String classPath =
        target.resolve("*") + File.pathSeparator + target.resolve("lib").resolve("*");
    return command(classPath, DESKTOP, List.of(), args);
  }

  /** The tree that the launcher runs from; the working directory where there was no launcher. */
  public static Path root() {
    return Path.of(System.getProperty(ROOT_PROPERTY, ".")).toAbsolutePath().normalize();
  }
}
