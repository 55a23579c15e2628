package dev.baton.desktop.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands changes to those who show them; FX thread. */
public final class Changes {
  /** Ends an interest. */
  public interface Interest extends AutoCloseable {
    @Override
    void close();
  }

  private record Listener<C extends Change>(Class<C> kind, Consumer<C> action) {
    void offer(Change change) {
      if (kind.isInstance(change)) {
        action.accept(kind.cast(change));
      }
    }
  }

  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

  /** Calls {@code action} with each change of that kind, until closed. */
  public <C extends Change> Interest on(Class<C> kind, Consumer<C> action) {
    Listener<C> listener = new Listener<>(kind, action);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void publish(Change change) {
    for (Listener<?> listener : listeners) {
      listener.offer(change);
    }
  }
}
