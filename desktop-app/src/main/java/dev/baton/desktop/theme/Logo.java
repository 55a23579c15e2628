package dev.baton.desktop.theme;

import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;

/** The mark of Baton: a relay baton handed over between two points. */
public final class Logo {
  private static final double GRID = 64;

  private Logo() {}

  /**
   * @param size side in pixels
   */
  public static Group node(double size) {
    Rectangle ground = new Rectangle(GRID, GRID);
    ground.setArcWidth(28);
    ground.setArcHeight(28);
    ground.setFill(
        new LinearGradient(
            0,
            0,
            1,
            1,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, Color.web("#4c86f7")),
            new Stop(1, Color.web("#2450b8"))));
    Rectangle baton = new Rectangle(12, 27, 40, 10);
    baton.setArcWidth(10);
    baton.setArcHeight(10);
    baton.setFill(Color.WHITE);
    baton.setRotate(-45);
    Circle giver = new Circle(17, 17, 5.5, Color.web("#ffffff99"));
    Circle taker = new Circle(47, 47, 5.5, Color.web("#ffffff99"));
    Group mark = new Group(ground, giver, taker, baton);
    mark.getTransforms().add(new Scale(size / GRID, size / GRID));
    return new Group(mark);
  }

  /** For the window and the task bar. */
  public static Image image(int size) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return node(size).snapshot(parameters, null);
  }
}
