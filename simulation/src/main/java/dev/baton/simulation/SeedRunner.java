package dev.baton.simulation;

import dev.baton.simulation.results.ResultsDirectory;
import dev.baton.simulation.results.SeedRange;
import dev.baton.simulation.results.SeedTally;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Runs the seeds of a range on several threads; each seed has one thread to itself. */
final class SeedRunner {
  private final SeedOptions options;
  private final int threads;
  private final Consumer<SeedResult> onFailure;
  private final Deque<SeedRange> waiting = new ArrayDeque<>();
  private final List<Throwable> broken = new ArrayList<>();

  /**
   * @param onFailure hears of each failure as it comes; called by one thread at a time
   */
  SeedRunner(SeedOptions options, int threads, Consumer<SeedResult> onFailure) {
    this.options = options;
    this.threads = threads;
    this.onFailure = onFailure;
  }

  /**
   * Runs what is missing and keeps the results; returns when all is done.
   *
   * @throws IOException if results cannot be written
   */
  void run(SeedRange range, ResultsDirectory results) throws IOException, InterruptedException {
    waiting.addAll(results.missing(range));
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(Thread.ofPlatform().name("seeds-" + i).start(() -> work(results)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (!broken.isEmpty()) {
      throw new IOException(
          "Seeds could not be run to the end: " + broken.getFirst(), broken.getFirst());
    }
  }

  private void work(ResultsDirectory results) {
    try {
      for (SeedRange chunk = next(); chunk != null; chunk = next()) {
        results.write(chunk, run(chunk));
      }
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        broken.add(e);
        waiting.clear();
      }
    }
  }

  private synchronized SeedRange next() {
    return waiting.poll();
  }

  private SeedTally run(SeedRange chunk) {
    SeedTally tally = new SeedTally();
    for (long seed = chunk.first(); seed <= chunk.last(); seed++) {
      SeedResult result = SeedRun.run(seed, options);
      tally.add(result);
      if (result.failed()) {
        synchronized (this) {
          onFailure.accept(result);
        }
      }
    }
    return tally;
  }
}
