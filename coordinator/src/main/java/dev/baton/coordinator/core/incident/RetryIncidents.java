package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;

/** Further tries for which the retry budget has no room. */
final class RetryIncidents {
  static final String GO_ON = "go-on";

  private static final String WAIT = "wait-for-budget";

  /** How the subject begins; a job's name follows, or nothing where it is the cluster's budget. */
  private static final String RETRIES = "retries";

  private static final String RETRIES_OF = RETRIES + " of ";

  /** Attempts that it is linked to one by one; the rest is counted in its probe. */
  static final int MAX_TOUCHED = 100;

  private final IncidentBook book;

  RetryIncidents(IncidentBook book) {
    this.book = book;
  }

  /** Whether an incident of kind QUEUE_GROWING is one of these. */
  static boolean isAbout(Dossier dossier) {
    return dossier.subject.equals(RETRIES) || dossier.subject.startsWith(RETRIES_OF);
  }

  private static JobKey job(Dossier dossier) {
    return dossier.subject.equals(RETRIES)
        ? null
        : JobKey.parse(dossier.subject.substring(RETRIES_OF.length()));
  }

  /**
   * @param job whose budget is spent; null = the cluster's
   * @param attempt the last one of the task that is not tried again now
   * @param waits whether its task waits, or has failed for it
   */
  void spent(JobKey job, AttemptId attempt, String text, String last, boolean waits) {
    String subject = job == null ? RETRIES : RETRIES_OF + job;
    Dossier dossier = book.open(IncidentKind.QUEUE_GROWING, subject);
    boolean goesOn =
        dossier != null
            && dossier.step != IncidentStep.VERIFYING
            && dossier.action(GO_ON) != null
            && dossier.action(GO_ON).state() == ActionState.PROPOSED;
    if (!goesOn) {
      dossier = book.raise(IncidentKind.QUEUE_GROWING, subject, null);
      if (dossier == null) {
        return;
      }
      dossier.cause(IncidentCause.RETRY_BUDGET_SPENT);
      book.evidence(dossier, text);
      book.evidence(
          dossier,
          "the first to "
              + (waits ? "wait" : "fail for it")
              + " is task "
              + attempt.task()
              + " of run "
              + attempt.run()
              + "; before: "
              + last);
      book.move(dossier, IncidentStep.DIAGNOSED);
      dossier.action(WAIT, "each is tried again when the budget has room", ActionState.RUNNING, "");
      dossier.action(
          GO_ON,
          "try those that wait again now, beyond the budget. Risk: more load on what may be broken",
          ActionState.PROPOSED,
          "");
      book.move(dossier, IncidentStep.RECOVERING);
      dossier.summary("More fails and is to be tried again than the budget allows: " + text + ".");
    }
    if (dossier.attempts < MAX_TOUCHED) {
      book.touch(dossier, attempt);
    }
  }

  void review(Dossier dossier) {
    JobKey job = job(dossier);
    int waiting = book.scene().retriesWaiting(job);
    dossier.probe("waiting", waiting == 0, waiting + " tasks wait for the retry budget");
    dossier.probe("room", book.scene().retriesHaveRoom(job), "one more try fits");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      Incidents.dropProposal(dossier, GO_ON, "nothing waits");
      dossier.action(WAIT, "each is tried again when the budget has room", ActionState.DONE, "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, "No task waits for the retry budget any more, and it has room.");
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          waiting
              + " tasks wait for the retry budget: see what they fail on and mend it, cancel their"
              + " runs, or approve "
              + GO_ON
              + ". Each is tried again when the budget has room.");
    }
  }

  /** Lets what waits go; answers what was done. */
  String approve(Dossier dossier, String by) {
    int count = book.scene().letRetriesGo(job(dossier), by);
    book.move(dossier, IncidentStep.RECOVERING);
    dossier.summary(count + " tasks are tried again beyond the budget.");
    return count + " tasks are tried again beyond the budget";
  }
}
