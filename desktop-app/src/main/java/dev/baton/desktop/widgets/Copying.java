package dev.baton.desktop.widgets;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts texts into the clipboard. */
public final class Copying {
  private Copying() {}

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
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
