package dev.baton.desktop.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

final class KeymapTest {
  @Test
  void theDefaultsDoNotConflict() {
    assertEquals(
        KeyCombination.valueOf("Shortcut+Shift+A"), Keymap.defaults().keysOf("palette.show"));
  }

  @Test
  void aUserMayMoveAndRemoveKeys() {
    Keymap keymap = new Keymap(Map.of("palette.show", "F1", "view.refresh", ""));
    assertEquals(KeyCombination.valueOf("F1"), keymap.keysOf("palette.show"));
    assertNull(keymap.keysOf("view.refresh"));
  }

  @Test
  void keysGivenTwiceAreRefusedAndBothActionsNamed() {
    IllegalArgumentException conflict =
        assertThrows(IllegalArgumentException.class, () -> new Keymap(Map.of("run.cancel", "F5")));
    assertTrue(conflict.getMessage().contains("run.cancel"));
    assertTrue(conflict.getMessage().contains("view.refresh"));
  }
}
