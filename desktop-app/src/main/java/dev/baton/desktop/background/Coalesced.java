package dev.baton.desktop.background;

/** An action that is asked for often and done once for all that asked meanwhile. FX thread. */
public final class Coalesced {
  private final BackgroundTasks tasks;
  private final Runnable action;
  private boolean asked;

  public Coalesced(BackgroundTasks tasks, Runnable action) {
    this.tasks = tasks;
    this.action = action;
  }

  public void request() {
    if (!asked) {
      asked = true;
      tasks.soon(() -> {
        asked = false;
        action.run();
      });
    }
  }
}
