package dev.baton.desktop.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

final class FxBackgroundTasksTest extends ApplicationTest {
  private static final int TASKS = 200;
  private static final int LIMIT_S = 60;

  private final FxBackgroundTasks tasks = new FxBackgroundTasks();
  private final List<String> called = new ArrayList<>();

  @Override
  public void start(Stage stage) {
    // Only the FX thread is needed.
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private void startOne() {
    tasks.run(
        "reading", () -> "read", result -> called.add(result), failed -> called.add("failed"));
  }

  private boolean nothingIsUnderWay() {
    return WaitForAsyncUtils.waitForAsyncFx(LIMIT_S * 1_000L, () -> tasks.underWay().isEmpty());
  }

  @Test
  void whatIsCanceledAtOnceIsNoLongerUnderWayAndCallsNobody() throws Exception {
    interact(() -> {
      for (int i = 0; i < TASKS; i++) {
        tasks.run("canceled", () -> "x", called::add, failed -> called.add("failed")).cancel();
      }
    });
    WaitForAsyncUtils.waitFor(LIMIT_S, TimeUnit.SECONDS, this::nothingIsUnderWay);
    assertEquals(List.of(), called);
  }

  @Test
  void whatEndsHandsItsResultToTheFxThread() throws Exception {
    interact(this::startOne);
    WaitForAsyncUtils.waitFor(LIMIT_S, TimeUnit.SECONDS, this::nothingIsUnderWay);
    assertTrue(called.contains("read"));
  }
}
