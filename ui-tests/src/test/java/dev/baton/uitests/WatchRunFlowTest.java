package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.api.RunView;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.desktop.theme.StatusLook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class WatchRunFlowTest extends ClusterFlow {
  private static final StatusLook WAITING = StatusLook.of(TaskStatus.WAITING);
  private static final StatusLook RUNNING = StatusLook.of(TaskStatus.RUNNING);
  private static final StatusLook SUCCEEDED = StatusLook.of(TaskStatus.SUCCEEDED);
  private static final StatusLook FAILED = StatusLook.of(TaskStatus.FAILED);

  @Test
  void theGraphFollowsARunThroughItsStatuses() throws Exception {
    Path first = gate("first");
    Path second = gate("second");
    put(
        "flows/watched",
        """
        tasks:
          - name: first
            shell: "%s"
          - name: second
            after: [first]
            shell: "%s"
          - name: last
            after: [second]
            shell: exit 3
        """
            .formatted(waitFor(first), waitFor(second)));
    screen().connect(lab());
    long run = screen().trigger("flows/watched");

    screen().awaitTask(run, "first", RUNNING);
    assertEquals(WAITING, screen().look(run, "second"));
    assertEquals(WAITING, screen().look(run, "last"));
    open(first);
    screen().awaitTask(run, "second", RUNNING);
    assertEquals(SUCCEEDED, screen().look(run, "first"));
    open(second);
    screen().awaitTask(run, "last", FAILED);
    assertEquals(SUCCEEDED, screen().look(run, "second"));
    Await.onScreen(
        "the list below to say that the run failed",
        () ->
            screen().probe().runs().rows().stream()
                .anyMatch(each -> each.id() == run && each.status() == RunStatus.FAILED));
    RunView said = api().run(run).run();
    Await.onScreen(
        "the editor to say what the API says",
        () -> said.equals(screen().probe().run(run).runProperty().get()),
        () -> screen().probe().run(run).runProperty().get());
  }
}
