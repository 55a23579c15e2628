package dev.baton.executor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Counts SIGTERM and SIGINT. Java's shutdown hooks hear of the first one only; the class that hears
 * of each is not in the standard, so it is reached by reflection and may be missing.
 */
final class StopSignals {
  private StopSignals() {}

  /**
   * @param stop is told how many signals have come, from 1
   * @return whether signals can be heard here
   */
  static boolean listen(IntConsumer stop) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      int[] count = new int[1];
      InvocationHandler counts =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              synchronized (count) {
                stop.accept(++count[0]);
              }
              return null;
            }
            return switch (method.getName()) {
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" ->
                  System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              case "toString" -> "StopSignals";
              default -> throw new UnsupportedOperationException(method.getName());
            };
          };
      Object listener =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(), new Class<?>[] {handler}, counts);
      for (String name : new String[] {"TERM", "INT"}) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, listener);
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
