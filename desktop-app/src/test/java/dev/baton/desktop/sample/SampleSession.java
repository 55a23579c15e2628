package dev.baton.desktop.sample;

import dev.baton.desktop.background.InlineTasks;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * A session over the sample cluster in which everything happens at once, on the calling thread.
 *
 * @param clock stands still
 */
public record SampleSession(
    SampleCluster cluster,
    InlineTasks tasks,
    ClusterSession session,
    Texts texts,
    Times times,
    InstantSource clock) {

  /** Open, with everything read. */
  public static SampleSession open() {
    return open(new SampleCluster());
  }

  public static SampleSession open(SampleCluster cluster) {
    InlineTasks tasks = new InlineTasks();
    Texts texts = Texts.of(Texts.ENGLISH);
    InstantSource clock = InstantSource.fixed(SampleCluster.NOW);
    ClusterSession session =
        new ClusterSession(cluster, cluster, tasks, InlineTasks.pump(), texts, clock);
    session.start();
    return new SampleSession(
        cluster, tasks, session, texts, new Times(texts, ZoneOffset.UTC), clock);
  }
}
