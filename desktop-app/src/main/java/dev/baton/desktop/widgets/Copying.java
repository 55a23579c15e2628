package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.Icons;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Puts texts into the clipboard. */
public final class Copying {
  private Copying() {}

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** A small button that copies; the style sheet shows it while the pointer is near. */
  public static Button button(String word, Supplier<String> text) {
    Button button = new Button();
    button.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY));
    button.getStyleClass().addAll("icon-button", "copy-button");
    button.setFocusTraversable(false);
    button.setAccessibleText(word);
    button.setTooltip(new Tooltip(word));
    button.setOnAction(pressed -> copy(text.get()));
    return button;
  }

  /** A context menu on the node that copies what it says. */
  public static void onRequest(Node node, String word, Supplier<String> text) {
    node.setOnContextMenuRequested(asked -> {
      MenuItem copy = new MenuItem(word);
      copy.setOnAction(chosen -> copy(text.get()));
      new ContextMenu(copy).show(node, asked.getScreenX(), asked.getScreenY());
      asked.consume();
    });
  }
}
