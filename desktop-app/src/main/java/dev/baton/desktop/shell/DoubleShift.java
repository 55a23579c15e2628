package dev.baton.desktop.shell;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** Notices that Shift was pressed and let go twice within a moment, and nothing between. */
final class DoubleShift {
  private static final long WITHIN_NANOS = 400_000_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final Runnable action;
  private long firstNanos = NEVER;
  private boolean alone;

  DoubleShift(Runnable action) {
    this.action = action;
  }

  void install(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event.getCode()));
    scene.addEventFilter(
        KeyEvent.KEY_RELEASED, event -> released(event.getCode(), System.nanoTime()));
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed(KeyCode.UNDEFINED));
  }

  void pressed(KeyCode key) {
    if (key == KeyCode.SHIFT) {
      alone = true;
    } else {
      alone = false;
      firstNanos = NEVER;
    }
  }

  void released(KeyCode key, long nanos) {
    if (key != KeyCode.SHIFT || !alone) {
      return;
    }
    if (firstNanos != NEVER && nanos - firstNanos <= WITHIN_NANOS) {
      firstNanos = NEVER;
      action.run();
    } else {
      firstNanos = nanos;
    }
  }
}
