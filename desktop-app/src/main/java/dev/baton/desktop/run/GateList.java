package dev.baton.desktop.run;

import dev.baton.common.api.ExplainView.GateView;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Why a run waits: each gate, how it stands, what would open it. */
final class GateList extends VBox {
  private static final int MAX_SHOWN = 4;

  private final Texts texts;

  GateList(Texts texts) {
    this.texts = texts;
    setId("run-gates");
    getStyleClass().add("gate-list");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  void show(List<GateView> gates) {
    setVisible(!gates.isEmpty());
    getChildren().clear();
    for (GateView gate : gates.stream().limit(MAX_SHOWN).toList()) {
      getChildren().add(row(gate));
    }
    if (gates.size() > MAX_SHOWN) {
      Label rest = new Label(texts.get("gates.more", gates.size() - MAX_SHOWN));
      rest.getStyleClass().add("gate-rest");
      getChildren().add(rest);
    }
  }

  private HBox row(GateView gate) {
    Label who = new Label(gate.task() == null ? texts.get("gates.run") : gate.task());
    who.getStyleClass().add("gate-who");
    who.setMinWidth(USE_PREF_SIZE);
    Label value = new Label(gate.value());
    value.getStyleClass().add("gate-value");
    value.setWrapText(true);
    value.setMinHeight(USE_PREF_SIZE);
    Label opens = new Label(texts.get("gates.opens", gate.opensWhen()));
    opens.getStyleClass().add("gate-opens");
    opens.setWrapText(true);
    opens.setMinHeight(USE_PREF_SIZE);
    VBox words = new VBox(value, opens);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(new StatusIcon(new StatusLook(Glyph.HOURGLASS, Tone.WARNING)), who, words);
    row.getStyleClass().add("gate-row");
    return row;
  }
}
