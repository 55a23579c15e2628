package dev.baton.desktop.actions;

import dev.baton.desktop.i18n.Texts;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/** All actions, in the order of their registration. */
public final class ActionRegistry {
  /** For actions that are never blocked. */
  public static final ObservableValue<String> NEVER_BLOCKED = new SimpleStringProperty("");

  private final Texts texts;
  private final Keymap keymap;
  private final Map<String, WorkbenchAction> actions = new LinkedHashMap<>();

  public ActionRegistry(Texts texts, Keymap keymap) {
    this.texts = texts;
    this.keymap = keymap;
  }

  /** Registers an action whose text has the key {@code action.} and the id. */
  public WorkbenchAction add(String id, Ikon icon, ObservableValue<String> blocked, Runnable body) {
    return add(id, icon, false, blocked, body);
  }

  /** As {@link #add(String, Ikon, ObservableValue, Runnable)}, for what changes what runs. */
  public WorkbenchAction addDangerous(
      String id, Ikon icon, ObservableValue<String> blocked, Runnable body) {
    return add(id, icon, true, blocked, body);
  }

  private WorkbenchAction add(
      String id, Ikon icon, boolean dangerous, ObservableValue<String> blocked, Runnable body) {
    KeyCombination keys = keymap.keysOf(id);
    WorkbenchAction action =
        new WorkbenchAction(id, texts.get("action." + id), icon, keys, dangerous, blocked, body);
    if (actions.putIfAbsent(id, action) != null) {
      throw new IllegalArgumentException("action " + id + " is registered twice");
    }
    return action;
  }

  /**
   * @throws IllegalArgumentException if there is none of that id: a mistake in the program
   */
  public WorkbenchAction get(String id) {
    WorkbenchAction action = actions.get(id);
    if (action == null) {
      throw new IllegalArgumentException("there is no action " + id);
    }
    return action;
  }

  public Collection<WorkbenchAction> all() {
    return Collections.unmodifiableCollection(actions.values());
  }
}
