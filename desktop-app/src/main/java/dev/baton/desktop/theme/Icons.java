package dev.baton.desktop.theme;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of the one family in use (Material Design), in the size of the frame. */
public final class Icons {
  private Icons() {}

  /** 16 pixels: tool bars, menus, trees. */
  public static FontIcon of(Ikon icon) {
    FontIcon node = new FontIcon(icon);
    node.getStyleClass().add("icon");
    return node;
  }

  /** 20 pixels: the stripes at the sides. */
  public static FontIcon large(Ikon icon) {
    FontIcon node = of(icon);
    node.getStyleClass().add("icon-large");
    return node;
  }
}
