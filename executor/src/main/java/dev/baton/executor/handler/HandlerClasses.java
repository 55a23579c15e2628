package dev.baton.executor.handler;

import dev.baton.common.id.Names;
import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import dev.baton.executor.api.TaskHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the handlers that a class declares, and makes them. */
final class HandlerClasses {
  private HandlerClasses() {}

  /**
   * The handlers of a class: itself under its annotated name (or its class name, if it implements
   * {@link TaskHandler} without annotation), and its annotated methods.
   *
   * @param instance to call; null to make one when a handler is first run
   * @param jar it is from; null for the program itself
   * @throws IllegalArgumentException with a message for the user if a declaration is not valid
   */
  static List<Handler> of(Class<?> type, Object instance, Path jar, String source) {
    List<Handler> found = new ArrayList<>();
    boolean isHandler = TaskHandler.class.isAssignableFrom(type) && !type.isInterface();
    BatonHandler onClass = type.getAnnotation(BatonHandler.class);
    if (onClass != null && !isHandler) {
      throw new IllegalArgumentException(
          type.getName() + " bears @BatonHandler but does not implement TaskHandler");
    }
    // Without annotation it may be a class that handlers use among themselves.
    boolean meant = onClass != null || instance != null || isConstructible(type);
    if (isHandler && meant && !Modifier.isAbstract(type.getModifiers())) {
      String name = onClass == null ? type.getName() : onClass.value();
      found.add(handler(name, type, null, instance, jar, source));
    }
    for (Method method : type.getMethods()) {
      BatonHandler onMethod = method.getAnnotation(BatonHandler.class);
      if (onMethod != null && !method.isBridge()) {
        found.add(handler(onMethod.value(), type, checked(method), instance, jar, source));
      }
    }
    return found;
  }

  /** Makes the handler of a recipe, in the JVM that runs nothing else. */
  static TaskHandler make(Handler.Recipe recipe, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(recipe.className(), true, loader);
    Object instance = construct(type);
    if (recipe.method() == null) {
      return (TaskHandler) instance;
    }
    for (Method method : type.getMethods()) {
      if (method.getName().equals(recipe.method())
          && method.isAnnotationPresent(BatonHandler.class)) {
        return task -> call(method, instance, task);
      }
    }
    throw new NoSuchMethodException(recipe.className() + "." + recipe.method());
  }

  private static Handler handler(
      String name, Class<?> type, Method method, Object instance, Path jar, String source) {
    Names.check("handler name", name);
    boolean constructible = isConstructible(type);
    if (instance == null && !constructible) {
      throw new IllegalArgumentException(
          type.getName() + " needs to be public, with a public constructor without parameters");
    }
    Optional<Handler.Recipe> recipe =
        constructible
            ? Optional.of(
                new Handler.Recipe(jar, type.getName(), method == null ? null : method.getName()))
            : Optional.empty();
    Holder holder = new Holder(type, instance);
    TaskHandler code =
        method == null
            ? task -> ((TaskHandler) holder.get()).run(task)
            : task -> call(method, holder.get(), task);
    return new Handler(name, source, code, type.getClassLoader(), recipe);
  }

  private static Method checked(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean valid =
        parameters.length == 0 || (parameters.length == 1 && parameters[0] == TaskContext.class);
    if (!valid) {
      throw new IllegalArgumentException(
          method + " bears @BatonHandler and must take a TaskContext or nothing");
    }
    return method;
  }

  private static void call(Method method, Object instance, TaskContext task) throws Exception {
    try {
      if (method.getParameterCount() == 0) {
        method.invoke(instance);
      } else {
        method.invoke(instance, task);
      }
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static boolean isConstructible(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      return false;
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private static Object construct(Class<?> type) throws ReflectiveOperationException {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof ReflectiveOperationException cause ? cause : e;
    }
  }

  /** Makes the object when it is first needed, so that a failing constructor fails its own task. */
  private static final class Holder {
    private final Class<?> type;
    private Object instance;

    Holder(Class<?> type, Object instance) {
      this.type = type;
      this.instance = instance;
    }

    synchronized Object get() throws ReflectiveOperationException {
      if (instance == null) {
        instance = construct(type);
      }
      return instance;
    }
  }
}
