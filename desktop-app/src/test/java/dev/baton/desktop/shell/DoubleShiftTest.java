package dev.baton.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

final class DoubleShiftTest {
  private static final long MS = 1_000_000;

  private int found;
  private final DoubleShift keys = new DoubleShift(() -> found++);

  private void press(KeyCode key, long atMs) {
    keys.pressed(key);
    keys.released(key, atMs * MS);
  }

  @Test
  void twoShiftsWithinAMomentSearch() {
    press(KeyCode.SHIFT, 0);
    press(KeyCode.SHIFT, 200);
    assertEquals(1, found);
    press(KeyCode.SHIFT, 300);
    assertEquals(1, found);
  }

  @Test
  void aKeyBetweenOrWithShiftOrALongPauseDoNot() {
    press(KeyCode.SHIFT, 0);
    press(KeyCode.A, 100);
    press(KeyCode.SHIFT, 200);
    assertEquals(0, found);
    keys.pressed(KeyCode.SHIFT);
    press(KeyCode.A, 300);
    keys.released(KeyCode.SHIFT, 320 * MS);
    press(KeyCode.SHIFT, 400);
    assertEquals(0, found);
    press(KeyCode.SHIFT, 900);
    assertEquals(0, found);
  }
}
