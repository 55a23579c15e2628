package dev.baton.desktop.log;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.i18n.Sizes;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.run.RunModel;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The tool window: which attempt, follow, search, the log itself. */
public final class LogPane extends VBox {
  private final LogModel model;
  private final ClusterSession session;
  private final RunBook runs;
  private final Desk desk;
  private final Label source = new Label();
  private final ComboBox<AttemptRef> attempts = new ComboBox<>();
  private final SearchField search;
  private final Runnable runChanged = this::showAttempts;
  private RunModel run;
  private String task;
  private boolean filling;

  public LogPane(LogModel model, ClusterSession session, RunBook runs, Desk desk) {
    this.model = model;
    this.session = session;
    this.runs = runs;
    this.desk = desk;
    getStyleClass().add("log-pane");
    setMinSize(0, 0);
    search = new SearchField(desk.texts().get("log.search"));
    search.setId("log-search");
    LogView view = new LogView(model, desk.themes());
    view.setId("log-view");
    StackPane content = new StackPane(view, empty());
    content.setMinSize(0, 0);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(strip(view), content);
    view.visibleProperty().bind(model.sourceProperty().isNotNull());
    desk.selection().subjectProperty().subscribe(this::follow);
  }

  private Node strip(LogView view) {
    source.getStyleClass().add("strong");
    source.setMinWidth(0);
    attempts.setFocusTraversable(false);
    attempts.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(AttemptRef ref) {
            return ref == null ? "" : attemptText(ref);
          }

          @Override
          public AttemptRef fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    attempts
        .valueProperty()
        .addListener((o, old, chosen) -> {
          if (chosen != null && !filling) {
            model.show(chosen, session.reads(), session.pump());
          }
        });
    attempts.visibleProperty().bind(model.sourceProperty().isNotNull());
    attempts.managedProperty().bind(attempts.visibleProperty());
    search.setPrefWidth(220);
    search.textProperty().addListener((o, old, text) -> model.search(text));
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        pressed -> {
          if (pressed.getCode() == KeyCode.ENTER) {
            model.nextMatch(!pressed.isShiftDown());
            pressed.consume();
          }
        });
    Label found = new Label();
    found.getStyleClass().add("strip-info");
    found
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::foundText, model.matchesProperty(), model.matchProperty()));
    ToggleButton follow = new ToggleButton(desk.texts().get("log.follow"));
    follow.setId("log-follow");
    follow.setGraphic(Icons.of(MaterialDesignA.ARROW_COLLAPSE_DOWN));
    follow.getStyleClass().add("chip");
    follow.setFocusTraversable(false);
    follow.selectedProperty().bindBidirectional(model.followingProperty());
    return new ToolStrip(
        source,
        attempts,
        ToolStrip.spring(),
        state(),
        search,
        found,
        button(MaterialDesignC.CHEVRON_UP, "log.previous", () -> model.nextMatch(false)),
        button(MaterialDesignC.CHEVRON_DOWN, "log.next", () -> model.nextMatch(true)),
        follow,
        button(MaterialDesignC.CONTENT_COPY, "log.copy", view::copy));
  }

  private Button button(Ikon icon, String textKey, Runnable action) {
    Button button = new Button();
    button.setGraphic(Icons.of(icon));
    button.setAccessibleText(desk.texts().get(textKey));
    button.setTooltip(new Tooltip(desk.texts().get(textKey)));
    button.getStyleClass().add("icon-button");
    button.setFocusTraversable(false);
    button.setOnAction(pressed -> action.run());
    return button;
  }

  private Label state() {
    Label state = new Label();
    state.setId("log-state");
    state.getStyleClass().add("strip-info");
    state
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::stateText,
                model.problemProperty(),
                model.completeProperty(),
                model.lineCountProperty(),
                model.sourceProperty()));
    return state;
  }

  private String stateText() {
    if (model.sourceProperty().get() == null) {
      return "";
    }
    if (!model.problemProperty().get().isEmpty()) {
      return model.problemProperty().get();
    }
    return desk.texts()
        .get(
            model.completeProperty().get() ? "log.state.complete" : "log.state.live",
            model.lineCountProperty().get(),
            Sizes.bytes(model.store().sizeBytes()));
  }

  private String foundText() {
    int all = model.matchesProperty().get().length;
    if (all == 0) {
      return search.getText().isBlank() ? "" : desk.texts().get("log.found.none");
    }
    return desk.texts().get("log.found", model.matchProperty().get() + 1, all);
  }

  private Node empty() {
    EmptyState empty =
        new EmptyState(
            MaterialDesignT.TEXT_BOX_SEARCH_OUTLINE,
            new SimpleStringProperty(desk.texts().get("log.empty.title")),
            new SimpleStringProperty(desk.texts().get("log.empty.hint")));
    empty.visibleProperty().bind(model.sourceProperty().isNull());
    return empty;
  }

  /** Puts the cursor into the search field. */
  public void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private void follow(Subject subject) {
    if (!(subject instanceof Subject.OfTaskRun of)) {
      return; // What was shown stays: one looks at a log while clicking elsewhere.
    }
    if (run != null) {
      run.removeListener(runChanged);
    }
    run = runs.look(of.run());
    run.onChange(runChanged);
    task = of.task();
    source.setText("#" + of.run() + "  " + of.task());
    showAttempts();
    int wanted =
        of.attempt() != 0 || run.task(of.task()) == null
            ? of.attempt()
            : run.task(of.task()).lastAttempt();
    show(wanted == 0 ? null : new AttemptRef(of.run(), of.task(), wanted));
  }

  private void show(AttemptRef ref) {
    model.show(ref, session.reads(), session.pump());
    filling = true;
    attempts.setValue(ref);
    filling = false;
  }

  private void showAttempts() {
    List<AttemptRef> refs =
        run.attempts().stream()
            .filter(attempt -> attempt.task().equals(task))
            .map(attempt -> new AttemptRef(attempt.run(), attempt.task(), attempt.number()))
            .sorted((a, b) -> Integer.compare(b.attempt(), a.attempt()))
            .toList();
    if (refs.equals(attempts.getItems())) {
      return;
    }
    AttemptRef shown = model.sourceProperty().get();
    boolean wasNewest =
        shown == null
            || attempts.getItems().isEmpty()
            || shown.equals(attempts.getItems().getFirst());
    filling = true;
    attempts.getItems().setAll(refs);
    attempts.setValue(shown);
    filling = false;
    if (wasNewest && !refs.isEmpty() && !refs.getFirst().equals(shown)) {
      show(refs.getFirst());
    }
  }

  private String attemptText(AttemptRef ref) {
    AttemptView attempt = run == null ? null : run.attempt(ref.task(), ref.attempt());
    String executor = attempt == null || attempt.executor() == null ? "" : attempt.executor();
    return desk.texts().get("log.attempt", ref.attempt(), executor);
  }
}
