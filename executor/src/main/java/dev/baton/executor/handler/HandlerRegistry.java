package dev.baton.executor.handler;

import dev.baton.common.id.Names;
import dev.baton.executor.api.TaskHandler;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The java handlers of an executor, by name and by class name. Safe on every thread. */
public final class HandlerRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerRegistry.class);

  /** Jars of a folder beyond this are left out, visibly. */
  public static final int MAX_JARS = 200;

  private static final String THIS_PROGRAM = "this program";

  private final NavigableMap<String, Handler> byName = new TreeMap<>();
  private final NavigableMap<String, Handler> byClass = new TreeMap<>();
  private final List<HandlerProblem> problems = new ArrayList<>();

  /**
   * Registers a handler of this program. It runs in this process; tasks that say {@code forked}
   * need {@link #registerAnnotated} with a public class.
   *
   * @throws IllegalArgumentException if the name is not valid or taken
   */
  public void register(String name, TaskHandler handler) {
    Names.check("handler name", name);
    ClassLoader loader = handler.getClass().getClassLoader();
    addOrThrow(List.of(new Handler(name, THIS_PROGRAM, handler, loader, Optional.empty())));
  }

  /**
   * Registers what the object's class declares with {@link dev.baton.executor.api.BatonHandler}:
   * the class, its methods, or both.
   *
   * @throws IllegalArgumentException if it declares nothing, or something that is not valid or
   *     taken
   */
  public void registerAnnotated(Object object) {
    List<Handler> found = HandlerClasses.of(object.getClass(), object, null, THIS_PROGRAM);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          object.getClass().getName() + " has no @BatonHandler on itself or on a public method");
    }
    addOrThrow(found);
  }

  /**
   * Loads every {@code *.jar} of the folder, in the order of their names. What can't be used is
   * logged and kept in {@link #problems}; it never keeps the rest, or the executor, from working.
   *
   * @param folder need not exist
   */
  public void loadJars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    TreeSet<Path> jars = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
      stream.forEach(jars::add);
    } catch (IOException e) {
      report(new HandlerProblem(folder.toString(), "the folder can't be read: " + e));
      return;
    }
    int read = 0;
    for (Path jar : jars) {
      if (++read > MAX_JARS) {
        report(new HandlerProblem(jar.getFileName().toString(), "left out: over " + MAX_JARS));
        continue;
      }
      HandlerJar loaded = HandlerJar.read(jar);
      loaded.problems().forEach(this::report);
      for (Handler handler : loaded.handlers()) {
        conflict(handler).ifPresentOrElse(this::report, () -> add(handler));
      }
    }
  }

  /** The handler of that name or class name. */
  public synchronized Optional<Handler> find(String nameOrClass) {
    Handler found = byName.get(nameOrClass);
    return Optional.ofNullable(found != null ? found : byClass.get(nameOrClass));
  }

  /** By which tasks can name handlers: names and class names, sorted. */
  public synchronized List<String> names() {
    TreeSet<String> names = new TreeSet<>(byName.keySet());
    names.addAll(byClass.keySet());
    return List.copyOf(names);
  }

  /** What could not be loaded, in the order in which it was met. */
  public synchronized List<HandlerProblem> problems() {
    return List.copyOf(problems);
  }

  private synchronized void addOrThrow(List<Handler> handlers) {
    for (Handler handler : handlers) {
      conflict(handler)
          .ifPresent(problem -> {
            throw new IllegalArgumentException(problem.message());
          });
    }
    handlers.forEach(this::add);
  }

  private synchronized Optional<HandlerProblem> conflict(Handler handler) {
    Handler other = byName.get(handler.name());
    return other == null
        ? Optional.empty()
        : Optional.of(
            new HandlerProblem(
                handler.source(),
                "handler '"
                    + handler.name()
                    + "' is already there, from "
                    + other.source()
                    + ", and stays; give this one another name"));
  }

  private synchronized void add(Handler handler) {
    byName.put(handler.name(), handler);
    // Tasks may say the class instead. Of several classes of one name the first jar's counts.
    handler
        .recipe()
        .filter(recipe -> recipe.method() == null)
        .ifPresent(recipe -> byClass.putIfAbsent(recipe.className(), handler));
    LOG.info("Java handler '{}' from {}", handler.name(), handler.source());
  }

  private synchronized void report(HandlerProblem problem) {
    problems.add(problem);
    LOG.warn("Handlers in {}: {}", problem.source(), problem.message());
  }
}
