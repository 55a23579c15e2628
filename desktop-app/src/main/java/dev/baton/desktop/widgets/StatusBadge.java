package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import javafx.scene.control.Label;

/** Shape and word of a status; with a soft ground where it stands alone. */
public final class StatusBadge extends Label {
  private final StatusIcon icon = new StatusIcon();

  public StatusBadge() {
    getStyleClass().add("status-badge");
    setGraphic(icon);
  }

  public void show(StatusLook look, String text) {
    icon.show(look);
    for (Tone tone : Tone.values()) {
      getStyleClass().remove(tone.styleClass());
    }
    getStyleClass().add(look.tone().styleClass());
    setText(text);
  }
}
