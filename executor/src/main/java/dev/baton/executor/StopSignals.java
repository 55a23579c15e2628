package dev.baton.executor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Counts SIGTERM and SIGINT. Java's shutdown hooks hear of the first one only; the class that hears
 * of each is not in the standard, so it is reached by reflection and may be missing.
 */
final class StopSignals {
  /**
   * Signals so close together are one wish: some programs signal a process and then its group, so
   * that it hears everything twice.
   */
  private static final long SAME_WISH_NANOS = 500_000_000L;

  private StopSignals() {}

  /** Counts wishes, on the threads that the JVM makes for each signal. */
  private static final class Wishes {
    private final IntConsumer stop;
    private int count;
    private long lastNanos;

    Wishes(IntConsumer stop) {
      this.stop = stop;
    }

    synchronized void signal() {
      long now = System.nanoTime();
      if (count == 0 || now - lastNanos > SAME_WISH_NANOS) {
        count++;
        stop.accept(count);
      }
      lastNanos = now;
    }
  }

  /**
   * @param stop is told how often it was asked to stop, from 1
   * @return whether signals can be heard here
   */
  static boolean listen(IntConsumer stop) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Wishes wishes = new Wishes(stop);
      InvocationHandler counts =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              wishes.signal();
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
