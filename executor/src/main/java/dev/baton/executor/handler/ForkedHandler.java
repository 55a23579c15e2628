package dev.baton.executor.handler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a handler is run in a JVM of its own: one that a guard can end by force. */
public final class ForkedHandler {
  private static final String FACTS = "facts.properties";

  private ForkedHandler() {}

  /**
   * Writes what the handler is to be told, and gives the command that runs it.
   *
   * @param folder for the files between the two processes; not the handler's working directory
   * @param options for the JVM, e.g. {@code -Xmx256m}
   */
  public static List<String> command(
      Handler.Recipe recipe, AttemptFacts facts, Path folder, List<String> options)
      throws IOException {
    facts.write(folder.resolve(FACTS));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for one attempt: start fast, take little.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(ForkedHandlerMain.class.getName());
    command.add(folder.resolve(FACTS).toString());
    command.add(recipe.jar() == null ? "-" : recipe.jar().toAbsolutePath().toString());
    command.add(recipe.className());
    command.add(recipe.method() == null ? "-" : recipe.method());
    return command;
  }

  /** This program's, made absolute: the handler has another working directory. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
