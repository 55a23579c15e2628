package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.Icons;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** A field to filter or search by: magnifier left, a cross to clear it right, Escape clears. */
public final class SearchField extends CustomTextField {
  public SearchField(String prompt) {
    getStyleClass().add("search-field");
    setPromptText(prompt);
    FontIcon magnifier = Icons.of(MaterialDesignM.MAGNIFY);
    magnifier.getStyleClass().add("search-magnifier");
    setLeft(magnifier);
    Button clear = new Button();
    clear.setGraphic(Icons.of(MaterialDesignC.CLOSE));
    clear.getStyleClass().add("search-clear");
    clear.setFocusTraversable(false);
    clear.setOnAction(pressed -> clear());
    clear.visibleProperty().bind(textProperty().isNotEmpty());
    setRight(clear);
    setOnKeyPressed(pressed -> {
      if (pressed.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
        clear();
        pressed.consume();
      }
    });
  }
}
