package dev.baton.desktop.background;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulses of the real FX thread. */
public final class FxPulses implements EventPump.Pulses, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FxPulses.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("desktop-pump").factory());

  @Override
  public void schedule(Runnable pulse) {
    try {
      timer.schedule(() -> Platform.runLater(pulse), EventPump.PERIOD_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("The window is closing; a change is not shown any more");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
