package dev.baton.desktop.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/** The platform itself: a window, text and the mouse, with no display. */
final class HeadlessScreenTest extends ApplicationTest {
  private Button button;

  @Override
  public void start(Stage stage) {
    button = new Button("Press");
    button.setOnAction(pressed -> button.setText("Pressed"));
    stage.setScene(new Scene(button, 200, 100));
    stage.show();
  }

  @Test
  void aClickReachesAButtonThatHasAWidthFromItsText() {
    clickOn(button);
    assertEquals("Pressed", button.getText());
    assertTrue(button.getWidth() > 0);
  }
}
