package dev.baton.desktop.explorer;

import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.theme.StatusLook;
import java.util.List;
import org.kordamp.ikonli.Ikon;

/**
 * A node of the tree, as a value.
 *
 * @param id stable among its siblings
 * @param text the name
 * @param detail after the name, in a quieter colour; may be empty
 * @param icon null where {@code look} is shown
 * @param look status shape; null = none
 * @param subject what selecting it selects; null = nothing
 * @param quiet drawn in the quieter colour, for what is paused or gone
 */
public record ExplorerNode(
    String id,
    String text,
    String detail,
    Ikon icon,
    StatusLook look,
    Subject subject,
    boolean quiet,
    List<ExplorerNode> children) {}
