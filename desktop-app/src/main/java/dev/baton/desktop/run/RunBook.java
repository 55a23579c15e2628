package dev.baton.desktop.run;

import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The runs that are looked at, one model each; those used longest ago are closed. */
public final class RunBook {
  /** Models kept beside those of open editors. */
  static final int MAX_UNPINNED = 8;

  private final ClusterSession session;
  private final Texts texts;
  private final Times times;
  private final InstantSource clock;
  private final Map<Long, RunModel> models = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Long, Integer> pins = new LinkedHashMap<>();

  public RunBook(ClusterSession session, Texts texts, Times times, InstantSource clock) {
    this.session = session;
    this.texts = texts;
    this.times = times;
    this.clock = clock;
  }

  /** The model of that run, for a look; it may be closed once others are looked at. */
  public RunModel look(long run) {
    RunModel model =
        models.computeIfAbsent(run, id -> new RunModel(id, session, texts, times, clock));
    forgetOld();
    return model;
  }

  /** The model of that run, kept until {@link #unpin}. */
  public RunModel pin(long run) {
    pins.merge(run, 1, Integer::sum);
    return look(run);
  }

  public void unpin(long run) {
    pins.computeIfPresent(run, (id, count) -> count == 1 ? null : count - 1);
    forgetOld();
  }

  private void forgetOld() {
    int spare = models.size() - pins.size() - MAX_UNPINNED;
    Iterator<Map.Entry<Long, RunModel>> oldestFirst = models.entrySet().iterator();
    while (spare > 0 && oldestFirst.hasNext()) {
      Map.Entry<Long, RunModel> each = oldestFirst.next();
      if (!pins.containsKey(each.getKey())) {
        each.getValue().close();
        oldestFirst.remove();
        spare--;
      }
    }
  }
}
