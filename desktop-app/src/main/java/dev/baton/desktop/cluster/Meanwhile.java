package dev.baton.desktop.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed while an answer was under way. The answer may be older than such a change, and no
 * further event would correct the screen; so the changes are put in again once it is shown. One
 * read at a time: whoever starts another one cancels the first. FX thread.
 */
public final class Meanwhile {
  /** Changes held; beyond it the oldest go, and the next event or read of their subject tells. */
  static final int MAX_CHANGES = 20_000;

  private final Map<Object, Runnable> changes = new LinkedHashMap<>();
  private boolean reading;

  /** A read starts. */
  public void readBegins() {
    reading = true;
  }

  /**
   * Something changed.
   *
   * @param key of its subject: a later change replaces an earlier one
   * @param again puts the change in again
   */
  public void changed(Object key, Runnable again) {
    if (!reading) {
      return;
    }
    changes.remove(key);
    changes.put(key, again);
    if (changes.size() > MAX_CHANGES) {
      changes.remove(changes.keySet().iterator().next());
    }
  }

  /** The answer is shown; puts in again what changed while it was under way. */
  public void answerShown() {
    reading = false;
    List<Runnable> held = List.copyOf(changes.values());
    changes.clear();
    held.forEach(Runnable::run);
  }
}
