package dev.baton.desktop.desk;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * Tells a selection that an operator makes from one that a table makes by itself: when its rows are
 * replaced, it may select another one, and that must not become the selection of the window.
 */
public final class RowChanges {
  private final Desk desk;
  private final Runnable afterwards;
  private boolean underWay;

  /**
   * @param rows watched from now on; made before any view of them that a table shows
   * @param afterwards selects what is selected in the window anew
   */
  public RowChanges(ObservableList<?> rows, Desk desk, Runnable afterwards) {
    this.desk = desk;
    this.afterwards = afterwards;
    rows.addListener((ListChangeListener<Object>) change -> begin());
  }

  private void begin() {
    if (!underWay) {
      underWay = true;
      desk.tasks()
          .soon(() -> {
            afterwards.run();
            underWay = false;
          });
    }
  }

  /** Whether rows have just changed: what a table says it selected was nobody's choice. */
  public boolean underWay() {
    return underWay;
  }
}
