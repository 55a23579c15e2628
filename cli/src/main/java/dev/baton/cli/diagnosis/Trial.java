package dev.baton.cli.diagnosis;

import dev.baton.cli.diagnosis.IncidentWatch.Said;
import dev.baton.cli.lab.LabException;
import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One fault, or several that touch nothing in common: put on, heard, taken back, judged. */
final class Trial {
  private static final long LOOK_EVERY_MS = 100;

  /** An incident that has no name after this long has none. */
  private static final long NAME_PATIENCE_MS = 100_000;

  /** One that is raised only once the fault is over comes within this time. */
  private static final long RAISE_PATIENCE_MS = 15_000;

  private static final long CLOSE_PATIENCE_MS = 80_000;

  /** An incident that awaits an operator for so long after the healing does so for good. */
  private static final long OPERATOR_MS = 12_000;

  /** Where nothing is expected, nothing must come for this long. */
  private static final long QUIET_MS = 5_000;

  /** After the last incident is closed: another may follow. */
  private static final long SETTLE_MS = 1_000;

  private static final long END_PATIENCE_MS = 40_000;

  private final Ground ground;
  private final Random random;
  private final int round;
  private final List<TrueCause> truths;
  private final String gate;
  private final Map<TrueCause, Injected> injected = new LinkedHashMap<>();
  private final Map<TrueCause, Long> faultMs = new LinkedHashMap<>();
  private final Map<TrueCause, String> namedStanding = new LinkedHashMap<>();
  private final List<Long> longRuns = new ArrayList<>();
  private final List<String> notHealed = new ArrayList<>();
  private IncidentWatch watch;
  private long healedMs;

  Trial(Ground ground, Random random, int round, int number, List<TrueCause> truths) {
    this.ground = ground;
    this.random = random;
    this.round = round;
    this.gate = "trial-" + number;
    this.truths = truths;
  }

  List<TrialResult> run() throws InterruptedException {
    ground.awaitCalm();
    if (truths.getFirst().needsLongRuns()) {
      longRuns.addAll(ground.startLongRuns(gate));
    }
    watch = new IncidentWatch(ground.client());
    try {
      inject();
      stand();
    } finally {
      heal();
      healedMs = System.currentTimeMillis();
      ground.traces().put("open-" + gate);
    }
    if (!notHealed.isEmpty()) {
      throw new LabException("a fault could not be taken back: " + String.join("; ", notHealed));
    }
    hearTheEnd();
    ground.awaitEnd(longRuns, END_PATIENCE_MS);
    watch.look();
    List<TrialResult> results = new ArrayList<>();
    for (TrueCause truth : truths) {
      results.add(judge(truth));
    }
    closeWhatIsLeft();
    return results;
  }

  /** Takes all back, each whatever becomes of the others. */
  private void heal() throws InterruptedException {
    for (Map.Entry<TrueCause, Injected> fault : injected.entrySet()) {
      try {
        fault.getValue().healing().heal();
      } catch (LabException | ClientException e) {
        notHealed.add(fault.getKey() + ": " + e.getMessage());
      }
    }
  }

  private void inject() throws InterruptedException {
    for (TrueCause truth : truths) {
      String victim = truth.harmsAnExecutor() ? ground.victim(random) : "";
      long beforeMs = System.currentTimeMillis();
      Injected fault = truth.injection().begin(ground, victim);
      injected.put(truth, fault);
      faultMs.put(truth, beforeMs);
    }
  }

  /** Until each has stood for its time, and has a name if that counts. */
  private void stand() throws InterruptedException {
    if (truths.stream().noneMatch(TrueCause::isJudgedAsItStands)) {
      // Asking would only hold the healing up where the fault keeps the answer away.
      Thread.sleep(truths.stream().mapToLong(TrueCause::holdMs).max().orElse(0));
      return;
    }
    long startMs = System.currentTimeMillis();
    boolean enough = false;
    while (!enough) {
      Thread.sleep(LOOK_EVERY_MS);
      watch.look();
      long forMs = System.currentTimeMillis() - startMs;
      enough = true;
      for (TrueCause truth : truths) {
        boolean mustBeNamed = truth.isJudgedAsItStands() && forMs < NAME_PATIENCE_MS;
        boolean named = isNamed(truth);
        enough &= forMs >= truth.holdMs() && (!mustBeNamed || named);
      }
    }
    truths.forEach(truth -> namedStanding.put(truth, name(truth)));
  }

  private boolean isNamed(TrueCause truth) {
    Said one = expected(truth);
    return one != null && one.isNamed();
  }

  /** Until all are closed, or clearly wait for a person. */
  private void hearTheEnd() throws InterruptedException {
    boolean expected = truths.stream().anyMatch(truth -> truth.kind() != null);
    long overMs = 0;
    while (true) {
      Thread.sleep(LOOK_EVERY_MS);
      watch.look();
      long nowMs = System.currentTimeMillis();
      long forMs = nowMs - healedMs;
      List<Said> said = said();
      boolean come = truths.stream().allMatch(truth -> truth.kind() == null || !said.isEmpty());
      boolean over =
          said.stream()
              .allMatch(one -> one.isOver() || (one.awaitsOperator() && forMs >= OPERATOR_MS));
      overMs = over && come ? (overMs == 0 ? nowMs : overMs) : 0;
      boolean quiet = expected ? come || forMs >= RAISE_PATIENCE_MS : forMs >= QUIET_MS;
      boolean settled = said.isEmpty() || (overMs != 0 && nowMs - overMs >= SETTLE_MS);
      if ((quiet && settled) || forMs >= CLOSE_PATIENCE_MS) {
        return;
      }
    }
  }

  /** The incident of the right kind and subject, or null. */
  private Said expected(TrueCause truth) {
    return said().stream()
        .filter(one ->
            one.view.kind() == truth.kind()
                && one.view.subject().equals(injected.get(truth).subject()))
        .findFirst()
        .orElse(null);
  }

  /**
   * The one that is taken to be about it: failing the right one, any that nothing else explains.
   */
  private Said about(TrueCause truth) {
    Said expected = expected(truth);
    List<Said> said = said();
    return expected != null || truths.size() > 1 || said.isEmpty() ? expected : said.getFirst();
  }

  private List<Said> said() {
    return watch.said().stream().filter(one -> !isTrueOfTheMachine(one)).toList();
  }

  /** We have seen for ourselves what it says: the lab's machine has not enough processors. */
  private boolean isTrueOfTheMachine(Said one) {
    return one.view.cause() == IncidentCause.CPU_SATURATED
        && ground.machine().wasBusyBefore(one.seenMs);
  }

  /** Incidents beside those that should be: told with the first of the faults. */
  private List<Said> beside(TrueCause truth) {
    List<Said> beside = new ArrayList<>(said());
    beside.removeIf(one -> truths.stream().anyMatch(each -> about(each) == one));
    return truth == truths.getFirst() ? beside : List.of();
  }

  private String name(TrueCause truth) {
    List<String> names = new ArrayList<>();
    Said about = about(truth);
    if (about != null) {
      names.add(name(about, truth.kind()));
    }
    beside(truth).forEach(one -> names.add(name(one, null)));
    return names.isEmpty() ? TrialResult.NONE : String.join(" + ", names);
  }

  private static String name(Said one, IncidentKind expected) {
    String cause = one.view.cause().name();
    return one.view.kind() == expected ? cause : one.view.kind() + "/" + cause;
  }

  private TrialResult judge(TrueCause truth) {
    Injected fault = injected.get(truth);
    Said about = about(truth);
    String named = name(truth);
    if (truth.isJudgedAsItStands() && !namedStanding.get(truth).equals(TrialResult.NONE)) {
      named = namedStanding.get(truth);
    }
    Scope scope = scope(truth, fault, about);
    long beganMs = faultMs.get(truth);
    boolean closed = about != null && about.isOver() && about.view.resolvedAt() != null;
    long closedMs = closed ? about.view.resolvedAt().toEpochMilli() : 0;
    List<String> words = new ArrayList<>();
    if (about != null) {
      words.add(about.words());
    }
    beside(truth).forEach(one -> words.add(one.words()));
    long ofTheMachine = watch.said().stream().filter(this::isTrueOfTheMachine).count();
    return new TrialResult(
        round,
        truth,
        fault.target(),
        truth.answer(),
        named,
        named.equals(truth.answer()),
        scope.exact(),
        scope.words(),
        about == null ? null : about.raisedMs(beganMs) - beganMs,
        closed ? closedMs - beganMs : null,
        closed ? Math.max(0, closedMs - healedMs) : null,
        truth == truths.getFirst() ? ofTheMachine : 0,
        words);
  }

  private record Scope(Boolean exact, String words) {}

  private Scope scope(TrueCause truth, Injected fault, Said about) {
    List<Long> runs = new ArrayList<>(longRuns);
    runs.addAll(fault.runs());
    Set<AttemptRef> affected = ground.cutOff(runs);
    if (truth.harmsAnExecutor()) {
      Instant since = Instant.ofEpochMilli(faultMs.get(truth) - SETTLE_MS);
      affected.addAll(ground.lostShortAttempts(since, fault.target()));
    }
    if (about == null) {
      return affected.isEmpty() && truth.kind() == null
          ? new Scope(null, "nothing was affected")
          : new Scope(false, "no incident; affected: " + affected);
    }
    ScopeComparison comparison =
        ScopeComparison.of(fault.subject(), about.view.subject(), affected, watch.touched(about));
    return new Scope(
        comparison.isExact(),
        comparison.words() + (affected.isEmpty() ? "" : " (" + affected.size() + " affected)"));
  }

  private void closeWhatIsLeft() {
    for (Said one : said()) {
      if (!one.isOver()) {
        try {
          ground.client().recovery().closeIncident(one.view.id(), "diagnosis: next trial");
        } catch (ClientException e) {
          // It has closed by itself, or stays open: the next trial leaves out what was there
          // before.
        }
      }
    }
  }
}
