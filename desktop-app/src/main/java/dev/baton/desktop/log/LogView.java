package dev.baton.desktop.log;

import dev.baton.desktop.theme.CanvasPane;
import dev.baton.desktop.theme.Fonts;
import dev.baton.desktop.theme.Palette;
import dev.baton.desktop.theme.TextFit;
import dev.baton.desktop.theme.Themes;
import dev.baton.desktop.theme.Tone;
import java.util.Arrays;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;

/** The log on a canvas: only the lines on the screen are ever made into text. */
public final class LogView extends CanvasPane {
  private static final double LINE_HEIGHT = 19;
  private static final double PADDING = 8;
  private static final double WHEEL_LINES = 3;

  /** Lines that one copy takes. */
  static final int MAX_COPIED_LINES = 100_000;

  private final LogModel model;
  private final Themes themes;
  private final TextFit measure = new TextFit(Fonts.mono(12.5), Double.MAX_VALUE);
  private final double charWidth = measure.widthOf("0000000000") / 10;
  private final ScrollBar vertical = new ScrollBar();
  private final ScrollBar horizontal = new ScrollBar();
  private double widest;
  private int anchor = -1;
  private int caret = -1;

  public LogView(LogModel model, Themes themes) {
    super(themes);
    this.model = model;
    this.themes = themes;
    getStyleClass().add("log-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setMinSize(0, 0);
    vertical.setOrientation(Orientation.VERTICAL);
    getChildren().addAll(vertical, horizontal);
    vertical.valueProperty().subscribe(this::redraw);
    horizontal.valueProperty().subscribe(this::redraw);
    focusedProperty().subscribe(this::redraw);
    model.sourceProperty().subscribe(this::startAfresh);
    model.lineCountProperty().subscribe(this::grew);
    model.matchProperty().subscribe(this::revealMatch);
    model.matchesProperty().subscribe(this::redraw);
    model.followingProperty().subscribe(this::grew);
    setOnScroll(this::scrolled);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(dragged -> moveCaret(lineAt(dragged.getY())));
    setOnKeyPressed(this::keyed);
    vertical.setOnMousePressed(grabbed -> model.followingProperty().set(false));
  }

  private void startAfresh() {
    widest = 0;
    anchor = -1;
    caret = -1;
    vertical.setValue(0);
    horizontal.setValue(0);
    grew();
  }

  private void grew() {
    setBars();
    if (model.followingProperty().get()) {
      vertical.setValue(vertical.getMax());
    }
    redraw();
  }

  private void setBars() {
    double page = Math.max(1, Math.floor(textHeight() / LINE_HEIGHT));
    double max = Math.max(0, model.lineCountProperty().get() - page);
    vertical.setMax(max);
    vertical.setVisibleAmount(max == 0 ? 1 : max * page / (max + page));
    vertical.setUnitIncrement(1);
    vertical.setBlockIncrement(page);
    vertical.setValue(Math.min(vertical.getValue(), max));
    vertical.setVisible(max > 0);
    double room = Math.max(0, widest + gutterWidth() + 2 * PADDING - textWidth());
    horizontal.setMax(room);
    horizontal.setVisibleAmount(room == 0 ? 1 : room * textWidth() / (room + textWidth()));
    horizontal.setVisible(room > 0);
    horizontal.setValue(Math.min(horizontal.getValue(), room));
  }

  private double textHeight() {
    return getHeight() - (horizontal.isVisible() ? horizontal.prefHeight(-1) : 0);
  }

  private double textWidth() {
    return getWidth() - vertical.prefWidth(-1);
  }

  private double gutterWidth() {
    int digits =
        Math.max(3, Integer.toString(Math.max(1, model.lineCountProperty().get())).length());
    return digits * charWidth + 2 * PADDING;
  }

  @Override
  protected void layoutChildren() {
    double barWidth = vertical.prefWidth(-1);
    double barHeight = horizontal.prefHeight(-1);
    vertical.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
    horizontal.resizeRelocate(0, getHeight() - barHeight, getWidth() - barWidth, barHeight);
    super.layoutChildren();
  }

  @Override
  protected void resizedTo(double width, double height) {
    grew();
  }

  @Override
  protected void draw(GraphicsContext gc, double width, double height) {
    Palette palette = themes.palette();
    gc.setFill(palette.editor());
    gc.fillRect(0, 0, width, height);
    gc.setFont(measure.font());
    gc.setTextBaseline(VPos.CENTER);
    int first = (int) vertical.getValue();
    int rows = (int) Math.ceil(height / LINE_HEIGHT);
    double gutter = gutterWidth();
    double before = widest;
    int lines = model.lineCountProperty().get();
    for (int row = 0; row < rows && first + row < lines; row++) {
      drawLine(gc, palette, first + row, row * LINE_HEIGHT, gutter, width);
    }
    gc.setFill(palette.panel());
    gc.fillRect(0, 0, gutter - PADDING / 2, height);
    gc.setFill(palette.textFaint());
    for (int row = 0; row < rows && first + row < lines; row++) {
      String number = Integer.toString(first + row + 1);
      gc.setFill(isSelected(first + row) ? palette.text() : palette.textMuted());
      gc.fillText(
          number,
          gutter - PADDING - number.length() * charWidth,
          row * LINE_HEIGHT + LINE_HEIGHT / 2);
    }
    if (widest > before) {
      setBars();
    }
  }

  private void drawLine(
      GraphicsContext gc, Palette palette, int number, double y, double gutter, double width) {
    String line = model.store().line(number);
    double x = gutter + PADDING / 2 - horizontal.getValue();
    if (isSelected(number)) {
      gc.setFill(isFocused() ? palette.selection() : palette.selectionInactive());
      gc.fillRect(gutter - PADDING / 2, y, width, LINE_HEIGHT);
    }
    if (Arrays.binarySearch(model.matchesProperty().get(), number) >= 0) {
      markMatches(gc, palette, line, x, y, number == model.matchedLine());
    }
    gc.setFill(colourOf(line, palette));
    gc.fillText(line, x, y + LINE_HEIGHT / 2);
    double lineWidth = line.length() * charWidth;
    if (model.store().isLineCut(number)) {
      gc.setFill(palette.tone(Tone.WARNING));
      gc.fillText("\u2026", x + lineWidth + charWidth, y + LINE_HEIGHT / 2);
    }
    widest = Math.max(widest, lineWidth);
  }

  private void markMatches(
      GraphicsContext gc, Palette palette, String line, double x, double y, boolean current) {
    String word = model.query();
    String lower = line.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length())) {
      double left = measure.widthOf(line.substring(0, at));
      double length =
          measure.widthOf(line.substring(at, Math.min(line.length(), at + word.length())));
      gc.setFill(palette.searchHit());
      gc.fillRoundRect(x + left - 1, y + 1.5, length + 2, LINE_HEIGHT - 3, 4, 4);
      if (current) {
        gc.setStroke(palette.accent());
        gc.setLineWidth(1);
        gc.strokeRoundRect(x + left - 1.5, y + 1.5, length + 3, LINE_HEIGHT - 3, 4, 4);
      }
    }
  }

  private static Color colourOf(String line, Palette palette) {
    if (line.contains("ERROR")
        || line.contains("FATAL")
        || line.contains("Traceback")
        || line.contains("Exception")) {
      return palette.tone(Tone.FAILURE);
    }
    return line.contains("WARN") ? palette.tone(Tone.WARNING) : palette.text();
  }

  private boolean isSelected(int line) {
    return anchor >= 0 && line >= Math.min(anchor, caret) && line <= Math.max(anchor, caret);
  }

  private int lineAt(double y) {
    int line = (int) vertical.getValue() + (int) Math.floor(y / LINE_HEIGHT);
    return Math.clamp(line, 0, Math.max(0, model.lineCountProperty().get() - 1));
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    if (model.lineCountProperty().get() == 0) {
      return;
    }
    int line = lineAt(event.getY());
    if (!event.isShiftDown() || anchor < 0) {
      anchor = line;
    }
    moveCaret(line);
  }

  private void moveCaret(int line) {
    if (anchor >= 0) {
      caret = line;
      reveal(line);
      redraw();
    }
  }

  private void scrolled(ScrollEvent event) {
    double lines = -Math.signum(event.getDeltaY()) * WHEEL_LINES;
    if (event.isShiftDown() || event.getDeltaX() != 0) {
      double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      horizontal.setValue(Math.clamp(horizontal.getValue() - by, 0, horizontal.getMax()));
    } else {
      scrollTo(vertical.getValue() + lines);
    }
    event.consume();
  }

  private void scrollTo(double top) {
    double next = Math.clamp(top, 0, vertical.getMax());
    model.followingProperty().set(next >= vertical.getMax());
    vertical.setValue(next);
  }

  private void reveal(int line) {
    double page = Math.floor(textHeight() / LINE_HEIGHT);
    if (line < vertical.getValue()) {
      scrollTo(line);
    } else if (line > vertical.getValue() + page - 1) {
      scrollTo(line - page + 1);
    }
  }

  private void revealMatch() {
    int line = model.matchedLine();
    if (line >= 0) {
      double page = Math.floor(textHeight() / LINE_HEIGHT);
      if (line < vertical.getValue() || line > vertical.getValue() + page - 2) {
        vertical.setValue(Math.clamp(line - page / 3, 0, vertical.getMax()));
      }
    }
    redraw();
  }

  private void keyed(KeyEvent event) {
    double page = Math.floor(textHeight() / LINE_HEIGHT);
    boolean used = true;
    if (event.isShortcutDown()) {
      switch (event.getCode()) {
        case C -> copy();
        case A -> selectAll();
        case HOME -> scrollTo(0);
        case END -> scrollTo(vertical.getMax());
        default -> used = false;
      }
    } else {
      switch (event.getCode()) {
        case UP -> scrollTo(vertical.getValue() - 1);
        case DOWN -> scrollTo(vertical.getValue() + 1);
        case PAGE_UP -> scrollTo(vertical.getValue() - page);
        case PAGE_DOWN -> scrollTo(vertical.getValue() + page);
        case HOME -> scrollTo(0);
        case END -> scrollTo(vertical.getMax());
        default -> used = false;
      }
    }
    if (used) {
      event.consume();
    }
  }

  private void selectAll() {
    if (model.lineCountProperty().get() > 0) {
      anchor = 0;
      caret = model.lineCountProperty().get() - 1;
      redraw();
    }
  }

  /** Copies the selected lines. */
  public void copy() {
    if (anchor < 0) {
      return;
    }
    int first = Math.min(anchor, caret);
    int last = Math.min(Math.max(anchor, caret), first + MAX_COPIED_LINES - 1);
    StringBuilder text = new StringBuilder();
    for (int line = first; line <= last; line++) {
      text.append(model.store().line(line)).append('\n');
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text.toString());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
