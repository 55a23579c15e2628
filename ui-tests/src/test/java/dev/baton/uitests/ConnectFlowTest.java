package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.ClusterView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectFlowTest extends ClusterFlow {

  @Test
  void anOperatorConnectsAndSeesTheClusterAsItStands() {
    put("flows/seen", "tasks:\n  - name: only\n    shell: 'true'\n");
    screen().connect(lab());
    Await.until(
        "the explorer to list jobs, executors and coordinators",
        () ->
            screen()
                .explorerTexts()
                .containsAll(
                    List.of("seen", "executor-1", "executor-2", "coordinator-1", "coordinator-2")),
        () -> " Seen: " + screen().explorerTexts());
    ClusterView cluster = api().cluster();
    assertEquals(cluster.leader() + ", epoch " + cluster.epoch(), screen().textOf("status-leader"));
    assertEquals("Live", screen().textOf("status-link"));
    assertFalse(screen().isOnScreen("stale-banner"));
  }

  @Test
  void aWrongTokenIsSaidInTheDialogAndNothingOpens() throws Exception {
    Path wrong = Files.writeString(folder.resolve("token"), "not-the-token-of-this-cluster");
    screen().askToConnect(lab().servers().getFirst().toString(), wrong.toString());
    Await.onScreen(
        "the dialog to say what is wrong",
        () ->
            screen().probe().scene().getRoot().lookupAll(".dialog-problem").stream()
                .anyMatch(each -> each.isVisible()));
    assertTrue(screen().isOnScreen("dialog-ok"));
    assertFalse(Await.fx(() -> screen().probe().isOpen()));
  }
}
