package dev.baton.desktop.widgets;

import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A share of a whole as a thin bar with its figure; nearly full stands out. */
public final class MeterCell<R> extends TableCell<R, Double> {
  private static final PseudoClass HIGH = PseudoClass.getPseudoClass("high");
  private static final double HIGH_FROM = 0.9;

  private final Function<R, String> shown;
  private final Region bar = new Region();
  private final StackPane track = new StackPane(bar);
  private final Label figure = new Label();
  private final HBox row = new HBox(track, figure);

  private MeterCell(Function<R, String> shown) {
    this.shown = shown;
    getStyleClass().add("meter-cell");
    track.getStyleClass().add("meter-track");
    bar.getStyleClass().add("meter-bar");
    figure.getStyleClass().add("meter-figure");
    figure.setMinWidth(USE_PREF_SIZE);
    row.getStyleClass().add("meter");
    HBox.setHgrow(track, Priority.ALWAYS);
    StackPane.setAlignment(bar, Pos.CENTER_LEFT);
  }

  /**
   * @param share from 0 to 1; null = unknown
   */
  public static <R> TableColumn<R, Double> column(
      String title, double width, Function<R, Double> share, Function<R, String> shown) {
    TableColumn<R, Double> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(share.apply(row.getValue())).getReadOnlyProperty());
    column.setCellFactory(made -> new MeterCell<>(shown));
    return column;
  }

  @Override
  protected void updateItem(Double share, boolean empty) {
    super.updateItem(share, empty);
    R item = empty || getTableRow() == null ? null : getTableRow().getItem();
    setText(null);
    if (item == null || share == null) {
      setGraphic(null);
      return;
    }
    double part = Math.clamp(share, 0, 1);
    bar.prefWidthProperty().unbind();
    bar.maxWidthProperty().bind(track.widthProperty().multiply(part));
    bar.minWidthProperty().bind(bar.maxWidthProperty());
    bar.pseudoClassStateChanged(HIGH, part >= HIGH_FROM);
    figure.setText(shown.apply(item));
    setGraphic(row);
  }
}
