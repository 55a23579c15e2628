package dev.baton.coordinator.election;

import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.zookeeper.KeeperException.Code;

/** Curator's background calls as futures that always complete with ZooKeeper's answer. */
final class Zk {
  private Zk() {}

  /** Completes with the event, whatever its result code; exceptionally only if it was not sent. */
  static CompletableFuture<CuratorEvent> ask(Call call) {
    CompletableFuture<CuratorEvent> answer = new CompletableFuture<>();
    try {
      call.start((client, event) -> answer.complete(event));
    } catch (Exception e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  static Code code(CuratorEvent event) {
    return Code.get(event.getResultCode());
  }

  /** A call that ends in {@code inBackground(callback).forPath(...)}. */
  interface Call {
    void start(BackgroundCallback callback) throws Exception;
  }
}
