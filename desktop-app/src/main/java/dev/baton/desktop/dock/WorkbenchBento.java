package dev.baton.desktop.dock;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import software.coley.bentofx.Bento;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.dockable.DockableClickBehavior;
import software.coley.bentofx.dockable.DockableDragDropBehavior;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/** BentoFX with our manners: what a click on a tab does, what may be dropped where. */
final class WorkbenchBento extends Bento {
  /** Drag group of tool windows. */
  static final int TOOLS = 1;

  /** Drag group of editors. */
  static final int EDITORS = 2;

  WorkbenchBento() {
    controlsBuilding().setHeaderPaneFactory(WorkbenchHeaderPane::new);
  }

  @Override
  protected DockableClickBehavior newClickBehavior() {
    return new ClickBehavior();
  }

  @Override
  protected DockableDragDropBehavior newDragDropBehavior() {
    return new DropBehavior();
  }

  private static final class ClickBehavior implements DockableClickBehavior {
    @Override
    public void onMouseClick(
        DockContainerLeaf container, Dockable dockable, Header header, MouseEvent event) {
      if (event.getButton() == MouseButton.MIDDLE && dockable.isClosable()) {
        container.closeDockable(dockable);
      } else if (event.getButton() == MouseButton.PRIMARY) {
        container.selectDockable(dockable);
      } else {
        DockableClickBehavior.super.onMouseClick(container, dockable, header, event);
      }
    }
  }

  private static final class DropBehavior implements DockableDragDropBehavior {
    @Override
    public boolean canReceiveDockable(
        DockContainerLeaf target, Side targetSide, Dockable dockable) {
      int group = target instanceof Leaf leaf ? leaf.group : EDITORS;
      return group == dockable.getDragGroupMask();
    }
  }

  /** A leaf that takes its own kind only, empty or not, and hints at drops in the accent. */
  static final class Leaf extends DockContainerLeaf {
    private static final int HINT = 0x332F6AE5;
    private static final int HINT_BORDER = 0xCC2F6AE5;

    private final int group;
    private final Runnable hide;

    /**
     * @param hide what the button at the end of the tabs does; null = no button
     */
    Leaf(Bento bento, String id, int group, Runnable hide) {
      super(bento, id);
      this.group = group;
      this.hide = hide;
      setPruneWhenEmpty(false);
    }

    @Override
    public boolean canReceiveDockable(Dockable dockable, Side side) {
      return dockable.getDragGroupMask() == group && super.canReceiveDockable(dockable, side);
    }

    @Override
    public void drawCanvasHint(Region target, Side side) {
      double x = 0;
      double y = 0;
      for (Node each = target; each != null && each != this; each = each.getParent()) {
        x += each.getLayoutX();
        y += each.getLayoutY();
      }
      double w = target.getWidth();
      double h = target.getHeight();
      getCanvas().clear();
      switch (side) {
        case TOP -> hint(x, y, w, h / 2);
        case BOTTOM -> hint(x, y + h / 2, w, h / 2);
        case LEFT -> hint(x, y, w / 2, h);
        case RIGHT -> hint(x + w / 2, y, w / 2, h);
        case null -> hint(x, y, w, h);
      }
      getCanvas().commit();
    }

    private void hint(double x, double y, double w, double h) {
      getCanvas().fillBorderedRect(x, y, w, h, 2, HINT, HINT_BORDER);
    }
  }

  /** The row of tabs, with a button that hides the area. */
  private static final class WorkbenchHeaderPane extends HeaderPane {
    WorkbenchHeaderPane(DockContainerLeaf container) {
      super(container);
    }

    @Override
    protected Node[] createButtonArray() {
      Button list = createDockableListButton();
      if (getContainer() instanceof Leaf leaf && leaf.hide != null) {
        Button hide = new Button("\u2013");
        hide.getStyleClass().addAll("corner-button", "hide-button");
        hide.setFocusTraversable(false);
        hide.setOnAction(pressed -> leaf.hide.run());
        return new Node[] {list, hide};
      }
      return new Node[] {list};
    }
  }
}
