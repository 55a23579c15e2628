package dev.baton.desktop.dock;

import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.control.SplitPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerBranch;

/** One side of the frame: a leaf that comes and goes with its size in pixels. */
final class ToolArea {
  private static final double MIN_SIZE = 120;

  private final Area area;
  private final DockContainerBranch branch;
  private final WorkbenchBento.Leaf leaf;
  private double sizePx;
  private Dockable lastSelected;

  ToolArea(Area area, WorkbenchBento bento, DockContainerBranch branch, double sizePx) {
    this.area = area;
    this.branch = branch;
    this.sizePx = sizePx;
    this.leaf =
        new WorkbenchBento.Leaf(
            bento, "area-" + area.name(), WorkbenchBento.TOOLS, () -> setShown(false));
    leaf.setSide(Side.TOP);
    leaf.setCanSplit(false);
    leaf.getStyleClass()
        .addAll("tool-area", "tool-area-" + area.name().toLowerCase(java.util.Locale.ROOT));
    leaf.setMinSize(0, 0);
    SplitPane.setResizableWithParent(leaf, false);
    branch.widthProperty().subscribe(this::applySizeOnce);
    branch.heightProperty().subscribe(this::applySizeOnce);
  }

  private boolean sizePending = true;

  WorkbenchBento.Leaf leaf() {
    return leaf;
  }

  boolean isShown() {
    return branch.getItems().contains(leaf);
  }

  double sizePx() {
    if (isShown() && extent() > 0) {
      sizePx = extent();
    }
    return sizePx;
  }

  private double extent() {
    return area == Area.BOTTOM ? leaf.getHeight() : leaf.getWidth();
  }

  void setSizePx(double next) {
    sizePx = Math.max(MIN_SIZE, next);
    sizePending = true;
    applySizeOnce();
  }

  void setShown(boolean shown) {
    if (shown == isShown()) {
      return;
    }
    if (shown) {
      branch.addContainer(area == Area.LEFT ? 0 : branch.getItems().size(), leaf);
      if (leaf.getSelectedDockable() == null && !leaf.getDockables().isEmpty()) {
        boolean there = lastSelected != null && leaf.getDockables().contains(lastSelected);
        leaf.selectDockable(there ? lastSelected : leaf.getDockables().getFirst());
      }
      sizePending = true;
      applySizeOnce();
    } else {
      sizePx();
      lastSelected = leaf.getSelectedDockable();
      branch.removeContainer(leaf);
    }
  }

  /** The first layout tells the extent of the branch; before it a size in pixels means nothing. */
  private void applySizeOnce() {
    boolean vertical = branch.getOrientation() == Orientation.VERTICAL;
    double total = vertical ? branch.getHeight() : branch.getWidth();
    int dividers = branch.getDividers().size();
    if (!sizePending || !isShown() || total <= 0 || dividers == 0) {
      return;
    }
    sizePending = false;
    double share = Math.clamp(sizePx / total, 0.05, 0.8);
    if (area == Area.LEFT) {
      branch.setDividerPosition(0, share);
    } else {
      branch.setDividerPosition(dividers - 1, 1 - share);
    }
  }
}
