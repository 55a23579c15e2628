package dev.baton.desktop.shell;

import dev.baton.desktop.desk.Notices;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Notices at the lower right; good news goes by itself, bad news stays until it is closed. */
final class Toasts extends VBox implements Notices {
  private static final int MAX_SHOWN = 4;
  private static final Duration SHOWN_FOR = Duration.seconds(6);

  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");

  Toasts() {
    getStyleClass().add("toasts");
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
  }

  /** For the status bar. */
  ReadOnlyStringProperty hintProperty() {
    return hint.getReadOnlyProperty();
  }

  @Override
  public void done(String text) {
    HBox toast = toast(new StatusLook(Glyph.CHECK, Tone.SUCCESS), "", text);
    PauseTransition pause = new PauseTransition(SHOWN_FOR);
    pause.setOnFinished(over -> getChildren().remove(toast));
    pause.play();
  }

  @Override
  public void failed(String title, String text) {
    toast(new StatusLook(Glyph.ALERT, Tone.FAILURE), title, text);
  }

  @Override
  public void hint(String text) {
    hint.set(text);
    PauseTransition pause = new PauseTransition(SHOWN_FOR);
    pause.setOnFinished(over -> {
      if (hint.get().equals(text)) {
        hint.set("");
      }
    });
    pause.play();
  }

  private HBox toast(StatusLook look, String title, String text) {
    Label words = new Label(text);
    words.setWrapText(true);
    VBox column = new VBox(2);
    if (!title.isEmpty()) {
      Label headline = new Label(title);
      headline.getStyleClass().add("strong");
      column.getChildren().add(headline);
    }
    column.getChildren().add(words);
    HBox.setHgrow(column, Priority.ALWAYS);
    Button close = new Button();
    close.setGraphic(Icons.of(MaterialDesignC.CLOSE));
    close.getStyleClass().add("icon-button");
    close.setFocusTraversable(false);
    HBox toast = new HBox(new StatusIcon(look), column, close);
    toast.getStyleClass().addAll("toast", look.tone().styleClass());
    close.setOnAction(pressed -> getChildren().remove(toast));
    getChildren().add(toast);
    if (getChildren().size() > MAX_SHOWN) {
      getChildren().removeFirst();
    }
    return toast;
  }
}
