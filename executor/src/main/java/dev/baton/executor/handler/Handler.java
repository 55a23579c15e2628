package dev.baton.executor.handler;

import dev.baton.executor.api.TaskHandler;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A java handler that can be run.
 *
 * @param name by which tasks name it
 * @param source for people: the jar's file name, or that the program itself registered it
 * @param code runs it in this process
 * @param loader of the handler's classes, for its threads' context
 * @param recipe how a JVM of its own makes one; empty if only this process can
 */
public record Handler(
    String name, String source, TaskHandler code, ClassLoader loader, Optional<Recipe> recipe) {
  /**
   * How to make the handler anew.
   *
   * @param jar null if the class is on the class path of the executor's program
   * @param method null if the class itself is the {@link TaskHandler}
   */
  public record Recipe(Path jar, String className, String method) {}
}
