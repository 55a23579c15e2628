package dev.baton.executor.shell;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.link.LinkListener;

/**
 * Brings what happens on the link to the core, on the link's event loop. Waiting for room in the
 * inbox there slows the coordinator down.
 *
 * @param writable there is room for log chunks
 */
record LinkInputs(CoreLoop loop, LinkLog linkLog, Runnable lost, Runnable writable)
    implements LinkListener {
  @Override
  public void up(long link) {
    loop.put(new ExecutorInput.LinkUp(link));
  }

  @Override
  public void down(long link, String reason) {
    lost.run();
    linkLog.ended(reason);
    loop.put(new ExecutorInput.LinkDown(link, reason));
  }

  @Override
  public void heard(long link, CoordinatorMessage message) {
    loop.put(new ExecutorInput.FromCoordinator(link, message));
  }

  @Override
  public void writable(long link) {
    writable.run();
  }
}
