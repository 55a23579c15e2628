package dev.baton.desktop.widgets;

import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Columns of tables, all made the same way. */
public final class Columns {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final String SHOWN = "shown";
  private static final double SCROLL_BAR_WIDTH = 12;
  private static final double LEAST_LAST_WIDTH = 66;

  private Columns() {}

  /** A column of texts, sorted by the value behind them. */
  public static <R, V extends Comparable<? super V>> TableColumn<R, V> text(
      String title, double width, Function<R, V> value, Function<R, String> shown) {
    TableColumn<R, V> column = column(title, width, value);
    column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
    column.setCellFactory(made -> new TextCell<>(shown));
    remember(column, shown);
    return column;
  }

  /** As {@link #text}, for names: shortened in the middle, for they differ at their ends. */
  public static <R> TableColumn<R, String> name(
      String title, double width, Function<R, String> name) {
    TableColumn<R, String> column = text(title, width, name, name);
    column.getStyleClass().add("name-column");
    return column;
  }

  /** As {@link #text}, for numbers and lengths of time: flush right. */
  public static <R, V extends Comparable<? super V>> TableColumn<R, V> number(
      String title, double width, Function<R, V> value, Function<R, String> shown) {
    TableColumn<R, V> column = text(title, width, value, shown);
    column.getStyleClass().add("number-column");
    return column;
  }

  /** A column of statuses: shape and word. */
  public static <R, V extends Comparable<? super V>> TableColumn<R, V> status(
      String title,
      double width,
      Function<R, V> value,
      Function<R, StatusLook> look,
      Function<R, String> shown) {
    TableColumn<R, V> column = column(title, width, value);
    column.setCellFactory(made -> new StatusCell<>(look, shown));
    remember(column, shown);
    return column;
  }

  /** A column of texts that lead somewhere; an empty text leads nowhere. */
  public static <R, V extends Comparable<? super V>> TableColumn<R, V> link(
      String title,
      double width,
      Function<R, V> value,
      Function<R, String> shown,
      Consumer<R> opened) {
    TableColumn<R, V> column = text(title, width, value, shown);
    column.setCellFactory(made -> new LinkCell<>(shown, opened));
    return column;
  }

  private static <R, V> TableColumn<R, V> column(String title, double width, Function<R, V> value) {
    TableColumn<R, V> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(40);
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())).getReadOnlyProperty());
    return column;
  }

  /** What a cell shows is what Ctrl+C copies. */
  private static <R> void remember(TableColumn<R, ?> column, Function<R, String> shown) {
    column.getProperties().put(SHOWN, shown);
  }

  private static <R> void copyRow(TableView<R> table) {
    R row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      Copying.copy(rowText(table, row));
    }
  }

  /** The cells of the row as the table shows them, with tabs between. */
  @SuppressWarnings("unchecked") // only remember() puts it there
  static <R> String rowText(TableView<R> table, R row) {
    List<String> cells = new ArrayList<>();
    for (TableColumn<R, ?> column : table.getVisibleLeafColumns()) {
      Function<R, String> shown = (Function<R, String>) column.getProperties().get(SHOWN);
      if (shown != null) {
        cells.add(shown.apply(row));
      }
    }
    return String.join("\t", cells);
  }

  /**
   * The dense table of the workbench: Ctrl+C copies the row, no focus ring on cells, last column
   * takes the rest.
   */
  public static <R> TableView<R> table() {
    TableView<R> table = new TableView<>();
    table.getStyleClass().add("dense-table");
    table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    table.widthProperty().subscribe(() -> giveRestToLast(table));
    table.setTableMenuButtonVisible(false);
    table.setMinSize(0, 0);
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        pressed -> {
          if (COPY.match(pressed)) {
            copyRow(table);
            pressed.consume();
          }
        });
    return table;
  }

  /** The last column grows into what is left, and gives way before the table has to scroll. */
  private static <R> void giveRestToLast(TableView<R> table) {
    if (table.getColumns().isEmpty()) {
      return;
    }
    TableColumn<R, ?> last = table.getColumns().getLast();
    double others = 0;
    for (TableColumn<R, ?> column : table.getColumns()) {
      others += column.equals(last) ? 0 : column.getWidth();
    }
    double rest = table.getWidth() - others - SCROLL_BAR_WIDTH;
    double asked =
        (double) last.getProperties().computeIfAbsent("asked", key -> last.getPrefWidth());
    last.setPrefWidth(Math.max(Math.min(asked, LEAST_LAST_WIDTH), rest));
  }

  private static final class TextCell<R, V> extends TableCell<R, V> {
    private final Function<R, String> shown;

    TextCell(Function<R, String> shown) {
      this.shown = shown;
    }

    @Override
    protected void updateItem(V value, boolean empty) {
      super.updateItem(value, empty);
      R row = empty || getTableRow() == null ? null : getTableRow().getItem();
      String text = row == null ? null : shown.apply(row);
      setText(text);
      setTooltip(text == null || text.length() < 24 ? null : new Tooltip(text));
    }
  }

  private static final class LinkCell<R, V> extends TableCell<R, V> {
    private final Function<R, String> shown;
    private final Hyperlink link = new Hyperlink();

    LinkCell(Function<R, String> shown, Consumer<R> opened) {
      this.shown = shown;
      link.getStyleClass().add("cell-link");
      link.setFocusTraversable(false);
      link.setOnAction(pressed -> {
        link.setVisited(false);
        opened.accept(getTableRow().getItem());
      });
    }

    @Override
    protected void updateItem(V value, boolean empty) {
      super.updateItem(value, empty);
      R row = empty || getTableRow() == null ? null : getTableRow().getItem();
      String text = row == null ? "" : shown.apply(row);
      link.setText(text);
      setText(null);
      setGraphic(text.isEmpty() ? null : link);
    }
  }

  private static final class StatusCell<R, V> extends TableCell<R, V> {
    private final Function<R, StatusLook> look;
    private final Function<R, String> shown;
    private final StatusIcon icon = new StatusIcon();

    StatusCell(Function<R, StatusLook> look, Function<R, String> shown) {
      this.look = look;
      this.shown = shown;
      getStyleClass().add("status-cell");
    }

    @Override
    protected void updateItem(V value, boolean empty) {
      super.updateItem(value, empty);
      R row = empty || getTableRow() == null ? null : getTableRow().getItem();
      if (row == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      icon.show(look.apply(row));
      setGraphic(icon);
      setText(shown.apply(row));
    }
  }
}
