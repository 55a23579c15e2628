package dev.baton.desktop.dock;

import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.Themes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.event.DockEvent;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

/** The dock: tool windows left, right and below, editors in the middle. */
public final class DockFrame {
  private static final Map<Area, Double> FIRST_SIZES =
      Map.of(Area.LEFT, 270.0, Area.RIGHT, 320.0, Area.BOTTOM, 280.0);

  private final WorkbenchBento bento = new WorkbenchBento();
  private final DockContainerRootBranch root;
  private final DockContainerBranch editorBranch;
  private final WorkbenchBento.Leaf editors;
  private final Map<Area, ToolArea> areas = new EnumMap<>(Area.class);
  private final Map<String, ToolWindow> tools = new LinkedHashMap<>();
  private final Map<String, Dockable> toolTabs = new LinkedHashMap<>();
  private final Map<String, Editor> openEditors = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<Editor> activeEditor =
      new ReadOnlyObjectWrapper<>(this, "activeEditor");
  private final List<Runnable> listeners = new ArrayList<>();

  /**
   * @param emptyEditors what the middle shows while no editor is open
   */
  public DockFrame(Themes themes, Supplier<Node> emptyEditors) {
    bento
        .placeholderBuilding()
        .setContainerPlaceholderFactory(container ->
            container.getStyleClass().contains("editor-area") ? emptyEditors.get() : new Region());
    bento
        .stageBuilding()
        .setSceneFactory((source, content, width, height) -> {
          Scene scene = new Scene(content, width, height);
          themes.attach(scene);
          return scene;
        });
    root = bento.dockBuilding().root("frame");
    root.setOrientation(Orientation.VERTICAL);
    root.setPruneWhenEmpty(false);
    DockContainerBranch top = branch("top", Orientation.HORIZONTAL);
    editorBranch = branch("editors", Orientation.HORIZONTAL);
    editors = new WorkbenchBento.Leaf(bento, "editor-leaf", WorkbenchBento.EDITORS, null);
    editors.setSide(Side.TOP);
    editors.getStyleClass().add("editor-area");
    editorBranch.addContainer(editors);
    top.addContainer(editorBranch);
    root.addContainer(top);
    areas.put(Area.LEFT, new ToolArea(Area.LEFT, bento, top, FIRST_SIZES.get(Area.LEFT)));
    areas.put(Area.RIGHT, new ToolArea(Area.RIGHT, bento, top, FIRST_SIZES.get(Area.RIGHT)));
    areas.put(Area.BOTTOM, new ToolArea(Area.BOTTOM, bento, root, FIRST_SIZES.get(Area.BOTTOM)));
    bento.registerRoot(root);
    bento.events().addEventListener(this::happened);
  }

  private DockContainerBranch branch(String id, Orientation orientation) {
    DockContainerBranch branch = bento.dockBuilding().branch(id);
    branch.setOrientation(orientation);
    branch.setPruneWhenEmpty(false);
    branch.setMinSize(0, 0);
    return branch;
  }

  public Node node() {
    return root;
  }

  /** Called whenever a tool window appears, goes or is selected. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private void happened(DockEvent event) {
    if (event instanceof DockEvent.DockableSelected selected) {
      Editor editor =
          selected.dockable() == null ? null : openEditors.get(selected.dockable().getIdentifier());
      if (editor != null) {
        activeEditor.set(editor);
      }
    } else if (event instanceof DockEvent.DockableClosing closing) {
      Editor editor = openEditors.remove(closing.dockable().getIdentifier());
      if (editor != null) {
        editor.closed().run();
        if (editor.equals(activeEditor.get())) {
          activeEditor.set(null);
        }
      }
    }
    changed();
  }

  private void changed() {
    areas.values().forEach(this::fill);
    listeners.forEach(Runnable::run);
  }

  /** Makes the content of what is on the screen for the first time. */
  private void fill(ToolArea area) {
    Dockable tab = area.isShown() ? area.leaf().getSelectedDockable() : null;
    ToolWindow tool = tab == null ? null : tools.get(tab.getIdentifier());
    if (tool != null && tab.getNode() == null) {
      tab.setNode(tool.content().get());
    }
  }

  // Tool windows.

  /** Adds a tool window, hidden. */
  public void add(ToolWindow tool) {
    Dockable tab = bento.dockBuilding().dockable(tool.id());
    tab.setTitle(tool.title());
    tab.setIconFactory(shown -> Icons.of(tool.icon()));
    tab.setClosable(false);
    tab.setDragGroupMask(WorkbenchBento.TOOLS);
    tools.put(tool.id(), tool);
    toolTabs.put(tool.id(), tab);
    areas.get(tool.home()).leaf().addDockable(tab);
  }

  public Collection<ToolWindow> tools() {
    return tools.values();
  }

  /** Whether that tool window is on the screen now. */
  public boolean isShown(String tool) {
    DockContainerLeaf leaf = toolTabs.get(tool).getContainer();
    return leaf != null
        && leaf.getScene() != null
        && toolTabs.get(tool).equals(leaf.getSelectedDockable());
  }

  public void show(String tool) {
    Dockable tab = toolTabs.get(tool);
    DockContainerLeaf leaf = tab.getContainer();
    if (leaf == null) {
      return;
    }
    for (ToolArea area : areas.values()) {
      if (area.leaf() == leaf) {
        leaf.selectDockable(tab);
        area.setShown(true);
      }
    }
    leaf.selectDockable(tab);
    changed();
  }

  /** Shows the tool window, or hides its side if it is shown. */
  public void toggle(String tool) {
    if (!isShown(tool)) {
      show(tool);
      return;
    }
    for (ToolArea area : areas.values()) {
      if (area.leaf() == toolTabs.get(tool).getContainer()) {
        area.setShown(false);
      }
    }
    changed();
  }

  /** Gives all room to the editors, or the tool windows back if none is shown. */
  public void toggleAll() {
    boolean any = areas.values().stream().anyMatch(ToolArea::isShown);
    areas.values().forEach(area -> area.setShown(!any && !area.leaf().getDockables().isEmpty()));
    changed();
  }

  // Editors.

  /** The editor that was selected last; null = none is open. */
  public ReadOnlyObjectProperty<Editor> activeEditorProperty() {
    return activeEditor.getReadOnlyProperty();
  }

  /** Whether an editor of that id is open; brings it to the front if so. */
  public boolean reveal(String editorId) {
    if (!openEditors.containsKey(editorId)) {
      return false;
    }
    withTab(editorId, (leaf, tab) -> leaf.selectDockable(tab));
    return true;
  }

  /** Opens an editor in front. */
  public void open(Editor editor) {
    Dockable tab = bento.dockBuilding().dockable(editor.id());
    tab.titleProperty().bind(editor.title());
    tab.setIconFactory(shown -> editor.icon().get());
    tab.setTooltip(new Tooltip(editor.toolTip()));
    tab.setNode(editor.content());
    tab.setDragGroupMask(WorkbenchBento.EDITORS);
    openEditors.put(editor.id(), editor);
    DockContainerLeaf target = leafOfActiveEditor();
    target.addDockable(tab);
    target.selectDockable(tab);
    activeEditor.set(editor);
  }

  private DockContainerLeaf leafOfActiveEditor() {
    DockContainerLeaf[] found = {editors};
    if (activeEditor.get() != null) {
      withTab(activeEditor.get().id(), (leaf, tab) -> found[0] = leaf);
    }
    return found[0];
  }

  public void closeActiveEditor() {
    if (activeEditor.get() != null) {
      withTab(activeEditor.get().id(), DockContainerLeaf::closeDockable);
    }
  }

  public void closeAllEditors() {
    List.copyOf(openEditors.keySet()).forEach(id -> withTab(id, DockContainerLeaf::closeDockable));
  }

  private interface TabAction {
    void accept(DockContainerLeaf leaf, Dockable tab);
  }

  private void withTab(String editorId, TabAction action) {
    var path = bento.search().dockable(editorId);
    if (path != null) {
      action.accept(path.leafContainer(), path.dockable());
    }
  }

  // Layout.

  public DockLayout layout() {
    Map<String, DockLayout.AreaLayout> saved = new LinkedHashMap<>();
    areas.forEach((area, side) -> {
      Dockable selected = side.leaf().getSelectedDockable();
      saved.put(
          area.name(),
          new DockLayout.AreaLayout(
              side.sizePx(),
              side.isShown(),
              side.leaf().getDockables().stream().map(Dockable::getIdentifier).toList(),
              selected == null ? null : selected.getIdentifier()));
    });
    return new DockLayout(
        saved,
        openEditors.keySet().stream().limit(DockLayout.MAX_EDITORS).toList(),
        activeEditor.get() == null ? null : activeEditor.get().id());
  }

  /**
   * Puts everything where the layout says.
   *
   * @param openEditor opens the editor of that id, if there still is such a thing
   */
  public void restore(DockLayout layout, Consumer<String> openEditor) {
    areas.forEach((area, side) -> {
      DockLayout.AreaLayout saved = layout.areas().get(area.name());
      if (saved != null) {
        restore(side, saved);
      }
    });
    layout.editors().stream().limit(DockLayout.MAX_EDITORS).forEach(openEditor);
    if (layout.selectedEditor() != null) {
      reveal(layout.selectedEditor());
    }
    changed();
    if (openEditors.isEmpty()) {
      showEmptyEditors();
    }
  }

  /** Bento shows the placeholder of a leaf only once something in it was selected and went. */
  private void showEmptyEditors() {
    Dockable gone = bento.dockBuilding().dockable();
    editors.addDockable(gone);
    editors.removeDockable(gone);
  }

  private void restore(ToolArea side, DockLayout.AreaLayout saved) {
    for (String id : saved.tools()) {
      Dockable tab = toolTabs.get(id);
      if (tab != null && tab.getContainer() != side.leaf()) {
        tab.getContainer().removeDockable(tab);
        side.leaf().addDockable(tab);
      }
    }
    side.setSizePx(saved.sizePx());
    Dockable selected = saved.selected() == null ? null : toolTabs.get(saved.selected());
    if (selected != null && selected.getContainer() == side.leaf()) {
      side.leaf().selectDockable(selected);
    }
    side.setShown(saved.shown() && !side.leaf().getDockables().isEmpty());
  }
}
