package dev.baton.cli.diagnosis;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.incident.IncidentStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the product says since a moment, over its API alone. An incident that was there before
 * counts if it has happened again since; no clock is compared for that, for clocks are among the
 * faults.
 */
final class IncidentWatch {
  private static final int NEWEST = 100;
  private static final int MAX_TOUCHES = 1_000;

  /** An incident since the fault. */
  static final class Said {
    final long seenMs;
    IncidentView view;

    Said(long seenMs, IncidentView view) {
      this.seenMs = seenMs;
      this.view = view;
    }

    /** When it was raised, by its own word where that can be. */
    long raisedMs(long faultMs) {
      long detectedMs = view.detectedAt().toEpochMilli();
      return detectedMs >= faultMs && detectedMs <= seenMs ? detectedMs : seenMs;
    }

    boolean isNamed() {
      return view.step() != IncidentStep.DETECTED;
    }

    boolean isOver() {
      return view.step().isClosed();
    }

    boolean awaitsOperator() {
      return view.step() == IncidentStep.AWAITING_OPERATOR;
    }

    String words() {
      return view.id()
          + " "
          + view.kind()
          + " of "
          + view.subject()
          + ": "
          + view.cause()
          + ", "
          + view.step()
          + ", "
          + view.attempts()
          + " attempts; "
          + view.summary()
          + " Evidence: "
          + String.join(
              " | ",
              view.evidence().stream()
                  .skip(Math.max(0, view.evidence().size() - 6L))
                  .map(IncidentView.EvidenceView::text)
                  .toList());
    }
  }

  private final BatonClient client;
  private final Map<Long, Integer> occurrencesBefore = new LinkedHashMap<>();
  private final Map<Long, Set<AttemptRef>> touchedBefore = new LinkedHashMap<>();
  private final Map<Long, Said> said = new LinkedHashMap<>();

  /** From now on. */
  IncidentWatch(BatonClient client) {
    this.client = client;
    for (IncidentView view : client.recovery().incidents(IncidentQuery.ALL, null, NEWEST).items()) {
      occurrencesBefore.put(view.id(), view.occurrences());
      touchedBefore.put(view.id(), allTouched(view.id()));
    }
  }

  /** Asks once; without an answer nothing changes. */
  void look() {
    try {
      Page<IncidentView> page = client.recovery().incidents(IncidentQuery.ALL, null, NEWEST);
      long nowMs = System.currentTimeMillis();
      for (IncidentView view : page.items().reversed()) {
        if (view.occurrences() > occurrencesBefore.getOrDefault(view.id(), 0)) {
          said.computeIfAbsent(view.id(), id -> new Said(nowMs, view)).view = view;
        }
      }
    } catch (ClientException e) {
      // Nobody leads just now; the next look will tell.
    }
  }

  /** In the order in which they were raised. */
  List<Said> said() {
    return List.copyOf(said.values());
  }

  /** Attempts that it has taken in since the beginning of this watch. */
  Set<AttemptRef> touched(Said one) {
    Set<AttemptRef> all = allTouched(one.view.id());
    all.removeAll(touchedBefore.getOrDefault(one.view.id(), Set.of()));
    return all;
  }

  private Set<AttemptRef> allTouched(long incident) {
    Set<AttemptRef> touched = new LinkedHashSet<>();
    List<TouchView> page = new ArrayList<>();
    String cursor = null;
    do {
      Page<TouchView> next = client.recovery().incidentAttempts(incident, cursor, MAX_TOUCHES);
      page.addAll(next.items());
      cursor = next.nextCursor();
    } while (cursor != null);
    page.forEach(touch -> touched.add(new AttemptRef(touch.run(), touch.task(), touch.attempt())));
    return touched;
  }
}
