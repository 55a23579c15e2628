package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.IncidentTouch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The incidents that are open, and those just closed: one for each kind and subject. */
final class IncidentBook {
  /** Incidents open at once; what comes on top is noted in the log and not recorded. */
  static final int MAX_OPEN = 500;

  /** What happens again within this time is the same incident. */
  static final Duration REOPENS_WITHIN = Duration.ofMinutes(5);

  private record Key(IncidentKind kind, String subject) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind).thenComparing(Key::subject);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final Scene scene;
  private final IncidentRules rules;
  private final TreeMap<Key, Dossier> open = new TreeMap<>();
  private final Map<Key, Dossier> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Dossier> eldest) {
          return size() > IncidentRecords.MAX_CLOSED;
        }
      };
  private long nextId = 1;
  private boolean fullNoted;

  IncidentBook(Scene scene, IncidentRules rules) {
    this.scene = scene;
    this.rules = rules;
  }

  Scene scene() {
    return scene;
  }

  IncidentRules rules() {
    return rules;
  }

  void load(IncidentRecords records) {
    nextId = records.nextId();
    if (!rules.resumesIncidents()) {
      return;
    }
    Map<Long, Dossier> byId = new TreeMap<>();
    for (Incident row : records.incidents()) {
      Dossier dossier = Dossier.of(row);
      dossier.stepNanos = scene.nanos();
      Key key = new Key(row.kind(), row.subject());
      if (row.step().isClosed()) {
        recent.put(key, dossier);
      } else {
        open.put(key, dossier);
        byId.put(row.id(), dossier);
      }
    }
    for (IncidentTouch touch : records.touches()) {
      Dossier dossier = byId.get(touch.incident());
      if (dossier != null) {
        AttemptId attempt = touch.attempt();
        dossier.touchedBefore(new TaskRunId(attempt.run(), attempt.task()), attempt.number());
      }
    }
  }

  /** The open incident, or null. */
  Dossier open(IncidentKind kind, String subject) {
    return open.get(new Key(kind, subject));
  }

  Collection<Dossier> open() {
    return open.values();
  }

  /** The first open incident of one of these kinds, or null. */
  Dossier openOf(List<IncidentKind> kinds) {
    for (Dossier dossier : open.values()) {
      if (kinds.contains(dossier.kind)) {
        return dossier;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  Dossier byId(long id) {
    for (Dossier dossier : open.values()) {
      if (dossier.id == id) {
        return dossier;
      }
    }
    return null;
  }

  /**
   * The incident about this: the open one, which begins anew if it was thought to be over; or one
   * that was closed a moment ago, opened again; or a new one. Its row is recorded at once, so that
   * what is linked to it never comes before it.
   *
   * @return null if there are too many
   */
  Dossier raise(IncidentKind kind, String subject, Instant beganAt) {
    Key key = new Key(kind, subject);
    Dossier dossier = open.get(key);
    Instant now = scene.instant();
    if (dossier != null) {
      if (dossier.step == IncidentStep.VERIFYING
          || dossier.step == IncidentStep.AWAITING_OPERATOR) {
        again(dossier, beganAt, now, "it happened again before it was over");
      }
      return dossier;
    }
    if (open.size() >= MAX_OPEN) {
      if (!fullNoted) {
        scene.note("There are " + MAX_OPEN + " open incidents; more are not recorded.");
      }
      fullNoted = true;
      return null;
    }
    fullNoted = false;
    dossier = recent.remove(key);
    if (dossier != null && isRecent(dossier, now)) {
      again(dossier, beganAt, now, "it happened again " + sinceClosed(dossier, now));
    } else {
      dossier = new Dossier(nextId++, kind, subject);
      dossier.detected(beganAt, now);
      dossier.stepNanos = scene.nanos();
    }
    open.put(key, dossier);
    save(dossier);
    return dossier;
  }

  private static boolean isRecent(Dossier dossier, Instant now) {
    return dossier.resolvedAt() != null
        && Duration.between(dossier.resolvedAt(), now).compareTo(REOPENS_WITHIN) <= 0;
  }

  private static String sinceClosed(Dossier dossier, Instant now) {
    return Duration.between(dossier.resolvedAt(), now).toSeconds() + " s after it was closed";
  }

  private void again(Dossier dossier, Instant beganAt, Instant now, String text) {
    dossier.detected(beganAt, now);
    dossier.stepNanos = scene.nanos();
    dossier.evidence(now, scene.coordinator(), text);
  }

  /** Links the attempt, unless there is no incident to link it to. */
  void touch(Dossier dossier, AttemptId attempt) {
    if (dossier != null && rules.linksIncidents()) {
      dossier.touched(new TaskRunId(attempt.run(), attempt.task()), attempt.number());
      scene.touch(dossier.id, attempt);
    }
  }

  void evidence(Dossier dossier, String text) {
    dossier.evidence(scene.instant(), scene.coordinator(), text);
  }

  void move(Dossier dossier, IncidentStep to) {
    dossier.move(to, scene.instant(), scene.nanos());
  }

  void close(Dossier dossier, String summary) {
    move(dossier, IncidentStep.RESOLVED);
    dossier.summary(summary);
    dossier.open.clear();
    Key key = new Key(dossier.kind, dossier.subject);
    open.remove(key);
    recent.remove(key);
    recent.put(key, dossier);
    save(dossier);
  }

  private void save(Dossier dossier) {
    dossier.stamp(scene.instant(), scene.epoch());
    scene.record(dossier.row());
  }

  /** Records what has changed. */
  void saveChanged() {
    for (Dossier dossier : open.values()) {
      if (dossier.dirty) {
        save(dossier);
      }
    }
  }

  /** Milliseconds since this leadership came to the incident's present step. */
  long inStepMs(Dossier dossier) {
    return (scene.nanos() - dossier.stepNanos) / Now.NANOS_PER_MS;
  }

  List<Dossier> copyOfOpen() {
    return new ArrayList<>(open.values());
  }
}
