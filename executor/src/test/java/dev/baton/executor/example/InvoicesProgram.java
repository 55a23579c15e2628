package dev.baton.executor.example;

import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import dev.baton.executor.embed.EmbeddedExecutor;
import dev.baton.executor.start.StartException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A program of its own that lets Baton decide when its work is done. */
public final class InvoicesProgram implements AutoCloseable {
  private final AtomicInteger closedMonths = new AtomicInteger();
  private final EmbeddedExecutor executor;

  /** Jobs say {@code java: send-invoices}. */
  public static final class Handlers {
    @BatonHandler("send-invoices")
    public void send(TaskContext task) {
      task.log("sending the invoices of " + task.param("month"));
      task.output("sent", "17");
    }
  }

  public InvoicesProgram(String coordinator, Path tokenFile, Path dataDir) throws StartException {
    executor =
        EmbeddedExecutor.builder("invoices-1", dataDir)
            .group("invoices")
            .label("zone", "a")
            .slots(2)
            .coordinators(coordinator)
            .tokenFile(tokenFile)
            .handler("close-month", task -> closedMonths.incrementAndGet())
            .handlers(new Handlers())
            .start();
  }

  public int closedMonths() {
    return closedMonths.get();
  }

  @Override
  public void close() {
    executor.close();
  }
}
