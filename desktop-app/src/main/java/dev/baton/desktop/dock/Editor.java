package dev.baton.desktop.dock;

import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * A tab in the middle.
 *
 * @param id stable name, for the layout: {@code run:17}
 * @param title may change while it is open
 * @param icon made for each place that shows it
 * @param closed called once when it is closed
 */
public record Editor(
    String id,
    ObservableValue<String> title,
    String toolTip,
    Supplier<Node> icon,
    Node content,
    Runnable closed) {}
