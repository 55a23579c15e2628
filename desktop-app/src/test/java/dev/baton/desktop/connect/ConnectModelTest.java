package dev.baton.desktop.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.client.ClientSettings;
import dev.baton.desktop.background.InlineTasks;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.settings.SettingsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectModelTest {
  private final SampleCluster cluster = new SampleCluster();
  private final List<ClientSettings> opened = new ArrayList<>();
  private final List<Connection> connected = new ArrayList<>();
  private final Texts texts = Texts.of(Texts.ENGLISH);
  private final ConnectModel model =
      new ConnectModel(
          texts,
          new InlineTasks(),
          settings -> {
            opened.add(settings);
            return cluster;
          },
          connected::add);

  @Test
  void severalAddressesAreReadAndTheSchemeMayBeLeftOut() {
    model.addressesProperty().set("host-1:7070, https://host-2:7070\n host-3:7070");
    model.connect();
    assertEquals(
        List.of("http://host-1:7070", "https://host-2:7070", "http://host-3:7070"),
        connected.getFirst().servers());
    assertEquals("host-1:7070", connected.getFirst().name());
  }

  @Test
  void aMistakeIsSaidBeforeAnythingIsTried() {
    for (String wrong : List.of("", "  ", "http://", "host-without-port", "http://a b:1")) {
      model.addressesProperty().set(wrong);
      model.connect();
      assertFalse(model.problemProperty().get().isEmpty(), wrong);
    }
    assertEquals(List.of(), opened);
  }

  @Test
  void aClusterThatDoesNotAnswerIsNotSaved() {
    cluster.setAway(true);
    model.addressesProperty().set("host:7070");
    model.connect();
    assertTrue(model.problemProperty().get().contains("No coordinator answered"));
    assertEquals(List.of(), connected);
    assertFalse(model.tryingProperty().get());
  }

  @Test
  void theTokenIsReadFromItsFileOrFromAClientFile(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("token"), "secret-1\n");
    Path json =
        Files.writeString(
            folder.resolve("client.json"),
            "{\"servers\":[\"http://127.0.0.1:7070\"],\"token\":\"secret-2\"}");
    assertEquals("secret-1", tokenOf(plain));
    assertEquals("secret-2", tokenOf(json));
    Path empty = Files.writeString(folder.resolve("empty"), " ");
    assertThrows(IllegalArgumentException.class, () -> tokenOf(empty));
    assertThrows(IllegalArgumentException.class, () -> tokenOf(folder.resolve("none")));
  }

  private String tokenOf(Path file) {
    Connection connection =
        new Connection("x", List.of("http://host:7070"), file.toString(), false);
    return ConnectModel.settingsOf(connection, texts).token();
  }

  @Test
  void savedConnectionsComeBackLastUsedFirstAndHoldNoToken(@TempDir Path folder)
      throws IOException {
    ConnectionStore store = new ConnectionStore(new SettingsFolder(folder));
    store.used(new Connection("one", List.of("http://a:1"), "/etc/token", false));
    store.used(new Connection("two", List.of("http://b:1"), "", true));
    store.used(new Connection("one", List.of("http://c:1"), "/etc/token", false));
    assertEquals(List.of("one", "two"), store.all().stream().map(Connection::name).toList());
    assertEquals(List.of("http://c:1"), store.all().getFirst().servers());
    store.forget("one");
    assertEquals(List.of("two"), store.all().stream().map(Connection::name).toList());
  }

  @Test
  void brokenSettingsAreSetAsideAndTheWorkbenchStartsAfresh(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("connections.json"), "{ not json");
    assertEquals(List.of(), new ConnectionStore(new SettingsFolder(folder)).all());
    assertTrue(Files.exists(folder.resolve("connections.json.broken")));
  }
}
