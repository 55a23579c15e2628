package dev.baton.desktop.dock;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/**
 * A window beside the editors.
 *
 * @param id stable name, for the layout
 * @param home where it stands unless it was moved
 * @param content made when it is shown for the first time
 */
public record ToolWindow(String id, String title, Ikon icon, Area home, Supplier<Node> content) {}
