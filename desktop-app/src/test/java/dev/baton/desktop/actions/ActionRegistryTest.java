package dev.baton.desktop.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.desktop.i18n.Texts;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

final class ActionRegistryTest {
  private final ActionRegistry actions =
      new ActionRegistry(Texts.of(Texts.ENGLISH), Keymap.defaults());
  private final SimpleStringProperty blocked = new SimpleStringProperty("select a run first");
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void aBlockedActionDoesNothingAndSaysWhy() {
    WorkbenchAction action =
        actions.addDangerous("run.cancel", null, blocked, done::incrementAndGet);
    assertFalse(action.perform());
    assertEquals("select a run first", action.blocked().getValue());
    blocked.set("");
    assertTrue(action.perform());
    assertEquals(1, done.get());
  }

  @Test
  void textAndKeysComeFromBundleAndKeymap() {
    WorkbenchAction action = actions.add("view.refresh", null, blocked, () -> {});
    assertEquals("Refresh", action.text());
    assertEquals(Keymap.defaults().keysOf("view.refresh"), action.keys());
  }

  @Test
  void anActionIsRegisteredOnce() {
    actions.add("view.refresh", null, blocked, () -> {});
    assertThrows(
        IllegalArgumentException.class, () -> actions.add("view.refresh", null, blocked, () -> {}));
  }
}
