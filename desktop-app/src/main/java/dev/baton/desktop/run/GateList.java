package dev.baton.desktop.run;

import dev.baton.common.api.ExplainView.GateView;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Why a run waits, in a few lines: the first gate of each task and kind, and what would open it.
 * That a task waits for the one before it is what the graph shows; the inspector lists every gate.
 */
final class GateList extends VBox {
  private static final int MAX_SHOWN = 3;
  private static final String DEPENDENCY = "dependency";

  /** Gates of one task and kind. */
  private record Kind(String task, String gate) {}

  private final Texts texts;

  GateList(Texts texts) {
    this.texts = texts;
    setId("run-gates");
    getStyleClass().add("gate-list");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  void show(List<GateView> gates) {
    Map<Kind, List<GateView>> kinds = new LinkedHashMap<>();
    for (GateView gate : gates) {
      if (!DEPENDENCY.equals(gate.gate())) {
        kinds
            .computeIfAbsent(new Kind(gate.task(), gate.gate()), made -> new ArrayList<>())
            .add(gate);
      }
    }
    setVisible(!kinds.isEmpty());
    getChildren().clear();
    kinds.values().stream()
        .limit(MAX_SHOWN)
        .forEach(same -> getChildren().add(row(same.getFirst(), same.size() - 1)));
    if (kinds.size() > MAX_SHOWN) {
      getChildren().add(quiet(texts.get("gates.more", kinds.size() - MAX_SHOWN)));
    }
  }

  private HBox row(GateView gate, int more) {
    Label who = new Label(gate.task() == null ? texts.get("gates.run") : gate.task());
    who.getStyleClass().add("gate-who");
    who.setMinWidth(USE_PREF_SIZE);
    String kind = texts.said("gate", gate.gate(), "");
    Label value = new Label(kind.isEmpty() ? gate.value() : kind + "  " + gate.value());
    value.setMinWidth(0);
    Label opens =
        quiet(texts.get("gates.opens", texts.said("gateOpens", gate.gate(), gate.opensWhen())));
    opens.setMinWidth(0);
    opens.setTooltip(new Tooltip(gate.value() + "\n" + texts.get("gates.opens", gate.opensWhen())));
    HBox row =
        new HBox(new StatusIcon(new StatusLook(Glyph.HOURGLASS, Tone.WARNING)), who, value, opens);
    if (more > 0) {
      Label rest = quiet(texts.get("gates.more", more));
      rest.setMinWidth(USE_PREF_SIZE);
      row.getChildren().add(rest);
    }
    row.getStyleClass().add("gate-row");
    return row;
  }

  private static Label quiet(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("gate-quiet");
    return label;
  }
}
