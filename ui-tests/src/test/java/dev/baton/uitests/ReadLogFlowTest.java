package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadLogFlowTest extends ClusterFlow {

  @Test
  void aLogIsReadWhileItsTaskWritesIt() throws Exception {
    Path more = gate("more");
    Path end = gate("end");
    put(
        "flows/talking",
        """
        tasks:
          - name: speak
            shell: |
              echo one
              echo "zwei \u4e8c"
              %s
              echo three >&2
              %s
              echo four
        """
            .formatted(waitFor(more), waitFor(end)));
    screen().connect(lab());
    long run = screen().trigger("flows/talking");
    screen().openTask(run, "speak");

    awaitLines(List.of("one", "zwei \u4e8c"));
    assertTrue(screen().textOf("log-state").contains("2"), screen().textOf("log-state"));
    open(more);
    awaitLines(List.of("one", "zwei \u4e8c", "three"));
    open(end);
    awaitLines(List.of("one", "zwei \u4e8c", "three", "four"));
    Await.onScreen("the log to be complete", () -> screen().probe().log().completeProperty().get());

    screen().type("log-search", "THREE");
    Await.onScreen("the search to find its line", () -> screen().probe().log().matchedLine() == 2);
    assertEquals(4, screen().logLines().size());
  }

  private void awaitLines(List<String> lines) {
    Await.until(
        "the log to read " + lines,
        () -> screen().logLines().equals(lines),
        () -> " Seen: " + screen().logLines());
  }
}
