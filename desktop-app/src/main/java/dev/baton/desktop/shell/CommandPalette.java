package dev.baton.desktop.shell;

import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.ModalHost;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Type, choose, done. */
final class CommandPalette extends VBox {
  private static final double WIDTH = 620;
  private static final double HEIGHT = 380;
  private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");

  private final PaletteModel model;
  private final ModalHost modals;
  private final ListView<PaletteModel.Entry> list = new ListView<>();
  private final SearchField field;

  private CommandPalette(PaletteModel model, ModalHost modals, String prompt, Texts texts) {
    this.model = model;
    this.modals = modals;
    getStyleClass().add("palette");
    setPrefSize(WIDTH, HEIGHT);
    field = new SearchField(prompt);
    field.setId("palette-field");
    field.textProperty().bindBidirectional(model.queryProperty());
    list.setItems(model.entries());
    list.setFocusTraversable(false);
    list.setCellFactory(made -> new EntryCell());
    list.setPlaceholder(new Label(texts.get("palette.empty")));
    list.setId("palette-list");
    model.queryProperty().subscribe(() -> list.getSelectionModel().selectFirst());
    list.getSelectionModel().selectFirst();
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyed);
    list.setOnMouseClicked(clicked -> {
      if (clicked.getButton() == MouseButton.PRIMARY) {
        choose();
      }
    });
    VBox.setVgrow(list, Priority.ALWAYS);
    Label foot = new Label(texts.get("palette.foot"));
    foot.getStyleClass().add("palette-foot");
    getChildren().addAll(field, list, foot);
  }

  static void show(PaletteModel model, ModalHost modals, String prompt, Texts texts) {
    CommandPalette palette = new CommandPalette(model, modals, prompt, texts);
    modals.showPopup(palette, () -> {});
    palette.field.requestFocus();
  }

  private void keyed(KeyEvent event) {
    int now = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> move(now + 1);
      case UP -> move(now - 1);
      case PAGE_DOWN -> move(now + 10);
      case PAGE_UP -> move(now - 10);
      case ENTER -> choose();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int to) {
    if (!model.entries().isEmpty()) {
      int place = Math.clamp(to, 0, model.entries().size() - 1);
      list.getSelectionModel().select(place);
      list.scrollTo(Math.max(0, place - 5));
    }
  }

  private void choose() {
    PaletteModel.Entry entry = list.getSelectionModel().getSelectedItem();
    if (entry != null && entry.blocked().isEmpty()) {
      modals.close();
      entry.action().run();
    }
  }

  private static final class EntryCell extends ListCell<PaletteModel.Entry> {
    private final Label text = new Label();
    private final Label why = new Label();
    private final Label detail = new Label();
    private final HBox row = new HBox(text, why, ToolStrip.spring(), detail);

    EntryCell() {
      row.getStyleClass().add("palette-row");
      row.setAlignment(Pos.CENTER_LEFT);
      why.getStyleClass().add("palette-why");
      detail.getStyleClass().add("palette-detail");
      detail.setMinWidth(USE_PREF_SIZE);
      text.setMinWidth(USE_PREF_SIZE);
      why.setMinWidth(0);
    }

    @Override
    protected void updateItem(PaletteModel.Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      text.setText(entry.text());
      text.setGraphic(entry.icon() == null ? null : Icons.of(entry.icon()));
      why.setText(entry.blocked());
      detail.setText(entry.detail());
      pseudoClassStateChanged(BLOCKED, !entry.blocked().isEmpty());
      setGraphic(row);
    }
  }
}
