package dev.baton.desktop.actions;

import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something an operator can do.
 *
 * @param id stable name, for the keymap: {@code run.cancel}
 * @param text what menus show
 * @param icon null = none
 * @param keys null = none
 * @param dangerous whether it changes what runs; asked for confirmation by its own dialog
 * @param blocked why it cannot be done now; empty = it can
 * @param body what it does; called only while it is not blocked
 */
public record WorkbenchAction(
    String id,
    String text,
    Ikon icon,
    KeyCombination keys,
    boolean dangerous,
    ObservableValue<String> blocked,
    Runnable body) {

  public boolean isBlocked() {
    return !blocked.getValue().isEmpty();
  }

  /** Does it; false if it is blocked. */
  public boolean perform() {
    if (isBlocked()) {
      return false;
    }
    body.run();
    return true;
  }
}
