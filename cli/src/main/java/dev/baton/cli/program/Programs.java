package dev.baton.cli.program;

import dev.baton.cli.up.JavaPrograms;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The programs that {@code baton NAME} starts with whatever options follow: coordinator, executor
 * and desktop. {@code baton executor} followed by a client verb is not one of them.
 */
public final class Programs {
  private static final Set<String> EXECUTOR_VERBS =
      Set.of("list", "cordon", "uncordon", "drain", "-h", "--help");
  private static final int NOT_BUILT = 2;

  private Programs() {}

  public static boolean isNamed(String[] args) {
    if (args.length == 0) {
      return false;
    }
    return switch (args[0]) {
      case "coordinator", "desktop" -> true;
      case "executor" -> args.length > 1 && !EXECUTOR_VERBS.contains(args[1]);
      default -> false;
    };
  }

  /**
   * Runs the program. A program in this process may return while its threads go on, so its end is
   * not ours.
   */
  public static void run(String[] args) throws InterruptedException {
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    switch (args[0]) {
      case "coordinator" -> here(JavaPrograms.COORDINATOR, rest);
      case "executor" -> here(JavaPrograms.EXECUTOR, rest);
      default -> desktop(rest);
    }
  }

  private static void here(String mainClass, List<String> args) {
    try {
      Class.forName(mainClass)
          .getMethod("main", String[].class)
          .invoke(null, (Object) args.toArray(String[]::new));
    } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
      notBuilt(mainClass);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(mainClass + " failed", e.getCause());
    }
  }

  /** The workbench has a class path of its own, so it gets a process of its own. */
  private static void desktop(List<String> args) throws InterruptedException {
    List<String> command = JavaPrograms.desktop(args);
    if (command == null) {
      notBuilt("the desktop");
    }
    try {
      System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    } catch (IOException e) {
      System.err.println("baton: the desktop cannot be started: " + e.getMessage());
      System.exit(NOT_BUILT);
    }
  }

  private static void notBuilt(String what) {
    System.err.println("baton: this build does not hold " + what + ".");
    System.exit(NOT_BUILT);
  }
}
