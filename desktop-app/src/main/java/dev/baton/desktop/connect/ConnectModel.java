package dev.baton.desktop.connect;

import dev.baton.common.api.ApiJson;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.i18n.Texts;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.core.JacksonException;

/** The connect dialog: checks what was typed, tries it, and hands over a working connection. */
public final class ConnectModel {
  /** How long a try in the dialog may take. */
  static final Duration TRY_PATIENCE = Duration.ofSeconds(5);

  /** A token file beyond this size holds something else. */
  static final long MAX_TOKEN_BYTES = 16 * 1024;

  private final Texts texts;
  private final BackgroundTasks tasks;
  private final ClientFactory clients;
  private final Consumer<Connection> connected;
  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final StringProperty addresses = new SimpleStringProperty(this, "addresses", "");
  private final StringProperty tokenFile = new SimpleStringProperty(this, "tokenFile", "");
  private final BooleanProperty production = new SimpleBooleanProperty(this, "production");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyBooleanWrapper trying = new ReadOnlyBooleanWrapper(this, "trying");
  private BackgroundTask attempt;

  /**
   * @param connected gets the connection that answered
   */
  public ConnectModel(
      Texts texts, BackgroundTasks tasks, ClientFactory clients, Consumer<Connection> connected) {
    this.texts = texts;
    this.tasks = tasks;
    this.clients = clients;
    this.connected = connected;
  }

  /** Empty = named after the first address. */
  public StringProperty nameProperty() {
    return name;
  }

  /** One or several, separated by spaces, commas or line ends; {@code http://} may be left out. */
  public StringProperty addressesProperty() {
    return addresses;
  }

  public StringProperty tokenFileProperty() {
    return tokenFile;
  }

  public BooleanProperty productionProperty() {
    return production;
  }

  /** What is wrong and what to do about it; empty = nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty tryingProperty() {
    return trying.getReadOnlyProperty();
  }

  public void fill(Connection connection) {
    name.set(connection.name());
    addresses.set(String.join("\n", connection.servers()));
    tokenFile.set(connection.tokenFile());
    production.set(connection.production());
    problem.set("");
  }

  /** Tries the connection and hands it over if the cluster answers. */
  public void connect() {
    problem.set("");
    Connection connection;
    ClientSettings settings;
    try {
      connection = read();
      settings = settingsOf(connection, texts).withPatience(TRY_PATIENCE);
    } catch (IllegalArgumentException mistake) {
      problem.set(mistake.getMessage());
      return;
    }
    trying.set(true);
    attempt =
        tasks.run(
            texts.get("task.connecting"),
            () -> ask(settings),
            answer -> {
              trying.set(false);
              connected.accept(connection);
            },
            failure -> {
              trying.set(false);
              problem.set(String.valueOf(failure.getMessage()));
            });
  }

  /** Stops a try that is under way. */
  public void cancel() {
    if (attempt != null) {
      attempt.cancel();
    }
    trying.set(false);
  }

  private ClusterView ask(ClientSettings settings) {
    try (BatonClient client = clients.open(settings)) {
      return client.cluster();
    }
  }

  private Connection read() {
    List<String> servers = new ArrayList<>();
    for (String part : addresses.get().split("[\\s,;]+")) {
      if (!part.isEmpty()) {
        servers.add(part.contains("://") ? part : "http://" + part);
      }
    }
    if (servers.isEmpty()) {
      throw new IllegalArgumentException(texts.get("connect.problem.noAddress"));
    }
    if (servers.size() > Connection.MAX_SERVERS) {
      throw new IllegalArgumentException(
          texts.get("connect.problem.manyAddresses", Connection.MAX_SERVERS));
    }
    String shown =
        name.get().isBlank()
            ? servers.getFirst().replaceFirst("^https?://", "")
            : name.get().strip();
    if (shown.length() > Connection.MAX_NAME_LENGTH) {
      shown = shown.substring(0, Connection.MAX_NAME_LENGTH);
    }
    return new Connection(shown, servers, tokenFile.get().strip(), production.get());
  }

  /**
   * What the client needs for that connection.
   *
   * @throws IllegalArgumentException if an address is none or the token cannot be read; the message
   *     is for the operator
   */
  public static ClientSettings settingsOf(Connection connection, Texts texts) {
    List<URI> servers = new ArrayList<>();
    for (String server : connection.servers()) {
      try {
        URI address = new URI(server);
        if (address.getHost() == null || address.getPort() < 0) {
          throw new IllegalArgumentException(texts.get("connect.problem.address", server));
        }
        servers.add(address);
      } catch (URISyntaxException mistake) {
        throw new IllegalArgumentException(texts.get("connect.problem.address", server), mistake);
      }
    }
    return ClientSettings.of(servers, readToken(connection.tokenFile(), texts));
  }

  /** A token file holds the token alone, or is the {@code client.json} of a data directory. */
  private static String tokenIn(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      String token = ApiJson.lenient().readValue(text, ClientFile.class).token();
      return token == null ? "" : token;
    } catch (JacksonException damaged) {
      return "";
    }
  }

  private static String readToken(String file, Texts texts) {
    if (file.isBlank()) {
      return null;
    }
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_TOKEN_BYTES) {
        throw new IllegalArgumentException(texts.get("connect.problem.tokenLong", file));
      }
      String token = tokenIn(Files.readString(path).strip());
      if (token.isEmpty()) {
        throw new IllegalArgumentException(texts.get("connect.problem.tokenEmpty", file));
      }
      return token;
    } catch (IOException | InvalidPathException unreadable) {
      throw new IllegalArgumentException(texts.get("connect.problem.tokenFile", file), unreadable);
    }
  }
}
