package dev.baton.executor.shell;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what happens to the link, once each, and once a minute while nothing works. */
final class LinkLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.baton.executor.link");
  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private String address = "";
  private boolean open;
  private boolean complained;
  private long complainedNanos;

  synchronized void dialled(String to) {
    address = to;
    LOG.debug("Dialling {}", to);
  }

  synchronized void opened() {
    if (!open) {
      LOG.info("Linked to the leader at {}", address);
    }
    open = true;
    complained = false;
  }

  synchronized void ended(String reason) {
    long now = System.nanoTime();
    if (open) {
      LOG.warn(
          "The link to the leader at {} has ended: {}. Looking for the leader.", address, reason);
    } else if (!complained || now - complainedNanos > AGAIN_NANOS) {
      complained = true;
      complainedNanos = now;
      LOG.warn(
          "No link to a leader: {}. Trying on; what runs here goes on until its lease ends.",
          reason);
    } else {
      LOG.debug("No link to a leader: {}", reason);
    }
    open = false;
  }
}
