package dev.baton.desktop.shell;

import dev.baton.common.api.client.ClientSettings;
import dev.baton.desktop.actions.Keymap;
import dev.baton.desktop.connect.ConnectDialog;
import dev.baton.desktop.connect.ConnectModel;
import dev.baton.desktop.connect.Connection;
import dev.baton.desktop.connect.ConnectionStore;
import dev.baton.desktop.dock.DockLayout;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Logo;
import dev.baton.desktop.theme.ThemeMode;
import dev.baton.desktop.theme.Themes;
import dev.baton.desktop.widgets.DialogPane;
import dev.baton.desktop.widgets.ModalHost;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window: shows the connections, or one that is open; remembers where things were. */
public final class Workbench implements SessionActions.WindowActions {
  private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
  private static final double FIRST_WIDTH = 1440;
  private static final double FIRST_HEIGHT = 900;
  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 560;

  private final Stage stage;
  private final WorkbenchServices services;
  private final ConnectionStore connections;
  private final Themes themes = new Themes();
  private final StackPane content = new StackPane();
  private final Toasts toasts = new Toasts();
  private final ModalHost modals = new ModalHost();
  private final Scene scene;
  private final Keymap keymap;
  private final Map<String, DockLayout> layouts;
  private final Map<String, String> changedKeys;
  private Texts texts;
  private String language;
  private OpenSession open;

  public Workbench(Stage stage, WorkbenchServices services, DesktopOptions options) {
    this.stage = stage;
    this.services = services;
    this.connections = new ConnectionStore(services.settings());
    WindowState state =
        services.settings().read(WindowState.FILE, WindowState.class).orElse(WindowState.FIRST);
    this.layouts = new HashMap<>(state.layouts());
    this.changedKeys = state.keys();
    this.keymap = keymap(state);
    this.language =
        options.language() == null ? state.language() : options.language().toLanguageTag();
    this.texts = Texts.of(language == null ? Locale.getDefault() : Locale.forLanguageTag(language));
    ThemeMode theme = options.theme() == null ? state.theme() : options.theme();
    themes.select(theme == null ? ThemeMode.SYSTEM : theme);
    StackPane root = new StackPane(content, toasts, modals);
    root.getStyleClass().add("workbench");
    scene = new Scene(root, FIRST_WIDTH, FIRST_HEIGHT);
    themes.attach(scene);
    new DoubleShift(this::searchEverywhere).install(scene);
    placeWindow(state);
    stage.setOnHidden(hidden -> closed());
  }

  private Keymap keymap(WindowState state) {
    try {
      return new Keymap(state.keys());
    } catch (IllegalArgumentException conflict) {
      LOG.warn("The saved keys cannot be used; going on with the usual ones", conflict);
      return Keymap.defaults();
    }
  }

  private void placeWindow(WindowState state) {
    stage.setScene(scene);
    stage.setTitle("Baton");
    stage.getIcons().setAll(Logo.image(32), Logo.image(64), Logo.image(128));
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    boolean fits =
        state.width() >= LEAST_WIDTH
            && !Screen.getScreensForRectangle(state.x(), state.y(), state.width(), state.height())
                .isEmpty();
    if (fits) {
      stage.setX(state.x());
      stage.setY(state.y());
      stage.setWidth(state.width());
      stage.setHeight(state.height());
    } else {
      stage.setWidth(Math.min(FIRST_WIDTH, screen.getWidth()));
      stage.setHeight(Math.min(FIRST_HEIGHT, screen.getHeight()));
    }
    stage.setMaximized(state.maximized());
  }

  /** Shows the window, and opens the connection that the command line names. */
  public void show(DesktopOptions options) {
    showWelcome();
    stage.show();
    if (!options.servers().isEmpty()) {
      List<String> servers =
          options.servers().stream()
              .map(server -> server.contains("://") ? server : "http://" + server)
              .toList();
      String name =
          options.name().isBlank()
              ? servers.getFirst().replaceFirst("^https?://", "")
              : options.name();
      open(new Connection(name, servers, options.tokenFile(), options.production()));
      if (open != null) {
        options.editors().forEach(open::open);
      }
    }
  }

  private void showWelcome() {
    stage.setTitle("Baton");
    content
        .getChildren()
        .setAll(new WelcomePane(texts, connections.all(), this::open, () -> openDialog(null)));
  }

  /** Opens a connection in place of the one that is open. */
  public void open(Connection connection) {
    closeSession();
    ClientSettings settings;
    try {
      settings = ConnectModel.settingsOf(connection, texts);
    } catch (IllegalArgumentException unusable) {
      showWelcome();
      openDialog(connection);
      toasts.failed(texts.get("notice.notOpened", connection.name()), unusable.getMessage());
      return;
    }
    open =
        new OpenSession(
            connection, settings, services, texts, themes, keymap, modals, toasts, this);
    connections.used(connection);
    stage.setTitle(connection.name() + " \u2013 Baton");
    content.getChildren().setAll(open.node());
    scene.getAccelerators().clear();
    open.start(layouts.get(connection.name()), scene);
  }

  private void closeSession() {
    if (open != null) {
      layouts.put(open.connection().name(), open.layout());
      open.close();
      open = null;
      scene.getAccelerators().clear();
    }
  }

  /** Null = an empty dialog. */
  private void openDialog(Connection first) {
    ConnectModel model =
        new ConnectModel(
            texts,
            services.tasks(),
            services.clients(),
            connection -> {
              modals.close();
              open(connection);
            });
    if (first != null) {
      model.fill(first);
    }
    modals.showDialog(ConnectDialog.of(model, texts, modals), () -> {});
  }

  private void closed() {
    closeSession();
    services
        .settings()
        .write(
            WindowState.FILE,
            new WindowState(
                stage.getX(),
                stage.getY(),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized(),
                language,
                themes.mode(),
                layouts,
                changedKeys));
    services.tasks().close();
  }

  /** What is open; null = nothing. */
  OpenSession openSession() {
    return open;
  }

  // What the window itself can do.

  @Override
  public void showPalette() {
    open.showPalette();
  }

  @Override
  public void searchEverywhere() {
    if (open != null && !modals.isOpen()) {
      open.searchEverywhere();
    }
  }

  @Override
  public void openConnection() {
    openDialog(open == null ? null : open.connection());
  }

  @Override
  public void closeConnection() {
    closeSession();
    showWelcome();
  }

  @Override
  public void refresh() {
    open.refresh();
  }

  @Override
  public void themeSystem() {
    themes.select(ThemeMode.SYSTEM);
  }

  @Override
  public void themeLight() {
    themes.select(ThemeMode.LIGHT);
  }

  @Override
  public void themeDark() {
    themes.select(ThemeMode.DARK);
  }

  @Override
  public void english() {
    speak(Texts.ENGLISH);
  }

  @Override
  public void chinese() {
    speak(Texts.CHINESE);
  }

  /** Opens everything anew in that language, where it was. */
  private void speak(Locale wanted) {
    language = wanted.toLanguageTag();
    texts = Texts.of(wanted);
    if (open != null) {
      open(open.connection());
    } else {
      showWelcome();
    }
  }

  @Override
  public void resetLayout() {
    open.resetLayout();
  }

  @Override
  public void about() {
    Label text =
        new Label(
            texts.get(
                "about.text",
                System.getProperty("java.version"),
                System.getProperty("javafx.version")));
    text.setWrapText(true);
    modals.showDialog(
        new DialogPane(texts.get("about.title"), text, 420)
            .ok(new SimpleStringProperty(texts.get("dialog.ok")), modals::close)
            .cancel(texts.get("dialog.cancel"), modals::close),
        () -> {});
  }

  @Override
  public void quit() {
    stage.close();
  }
}
