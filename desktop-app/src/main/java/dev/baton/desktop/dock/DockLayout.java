package dev.baton.desktop.dock;

import java.util.List;
import java.util.Map;

/**
 * What is where.
 *
 * @param areas by name of the area; one that is missing stands as at the first start
 * @param editors ids of the open editors, from left to right
 * @param selectedEditor null = none
 */
public record DockLayout(
    Map<String, AreaLayout> areas, List<String> editors, String selectedEditor) {
  /** Editors that are opened again at a start. */
  public static final int MAX_EDITORS = 50;

  public DockLayout {
    areas = areas == null ? Map.of() : Map.copyOf(areas);
    editors = editors == null ? List.of() : List.copyOf(editors);
  }

  /**
   * @param sizePx width, or height of the one below
   * @param tools ids in order
   * @param selected null = none
   */
  public record AreaLayout(double sizePx, boolean shown, List<String> tools, String selected) {
    public AreaLayout {
      tools = tools == null ? List.of() : List.copyOf(tools);
    }
  }
}
