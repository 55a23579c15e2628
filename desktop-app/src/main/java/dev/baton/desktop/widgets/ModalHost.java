package dev.baton.desktop.widgets;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Shows one dialog over the window, or a pop-up at its top; Escape and a click beside close it. */
public final class ModalHost extends StackPane {
  private static final PseudoClass DIM = PseudoClass.getPseudoClass("dim");

  private Node focusBefore;
  private Runnable onClosed = () -> {};
  private boolean lightDismiss;

  public ModalHost() {
    getStyleClass().add("modal-host");
    setVisible(false);
    managedProperty().bind(visibleProperty());
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
    setOnMousePressed(event -> {
      if (event.getTarget() == this && lightDismiss) {
        close();
      }
    });
  }

  /** A dialog in the middle, the window behind it dimmed. */
  public void showDialog(Region dialog, Runnable closed) {
    show(dialog, Pos.CENTER, closed, false);
  }

  /** A pop-up near the top, gone with the first click beside it. */
  public void showPopup(Region popup, Runnable closed) {
    show(popup, Pos.TOP_CENTER, closed, true);
  }

  private void show(Region content, Pos where, Runnable closed, boolean light) {
    if (isVisible()) {
      close();
    }
    focusBefore = getScene() == null ? null : getScene().getFocusOwner();
    onClosed = closed;
    lightDismiss = light;
    pseudoClassStateChanged(DIM, !light);
    content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(content, where);
    getChildren().setAll(content);
    setVisible(true);
    content.requestFocus();
  }

  public boolean isOpen() {
    return isVisible();
  }

  public void close() {
    if (!isVisible()) {
      return;
    }
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
    }
    Runnable closed = onClosed;
    onClosed = () -> {};
    closed.run();
  }
}
