package dev.baton.coordinator.core.incident;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;

/** Executors whose machines are short of something: one incident for each machine and cause. */
final class PressureIncidents {
  private static final String ALSO = "also.";

  private final IncidentBook book;
  private final Scene scene;

  PressureIncidents(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  /** What the executor is short of has changed to this. */
  void shortOf(ExecutorId id, Shortage shortage) {
    Dossier dossier = ofSameMachine(id, shortage.cause());
    if (dossier != null) {
      if (dossier.mark(ALSO + id) == null) {
        dossier.mark(ALSO + id, "yes");
        book.evidence(dossier, id + " on the same machine: " + shortage.text());
      }
      return;
    }
    dossier = book.raise(IncidentKind.EXECUTOR_PRESSURE, id.value(), null);
    if (dossier == null) {
      return;
    }
    dossier.cause(shortage.cause());
    book.evidence(dossier, shortage.text());
    boolean forbidden = shortage.cause() == IncidentCause.DISK_FULL;
    dossier.action(
        "keep-off",
        forbidden
            ? "no attempt is placed on it while it is so"
            : "it gets new attempts only where no other executor can take them",
        ActionState.RUNNING,
        "");
    dossier.summary(
        id + ": " + shortage.text() + (forbidden ? ". Free some room on that disk." : "."));
  }

  private Dossier ofSameMachine(ExecutorId id, IncidentCause cause) {
    String host = scene.host(id);
    for (Dossier dossier : book.open()) {
      boolean other =
          dossier.kind == IncidentKind.EXECUTOR_PRESSURE
              && dossier.cause == cause
              && !dossier.subject.equals(id.value());
      if (other && !host.isEmpty() && host.equals(scene.host(new ExecutorId(dossier.subject)))) {
        return dossier;
      }
    }
    return null;
  }

  void review(Dossier dossier) {
    if (dossier.step == IncidentStep.DETECTED) {
      book.move(dossier, IncidentStep.DIAGNOSED);
      book.move(dossier, IncidentStep.RECOVERING);
    }
    Shortage shortage = shortage(new ExecutorId(dossier.subject));
    for (String name : dossier.marks(ALSO)) {
      shortage = shortage == null ? shortage(new ExecutorId(name)) : shortage;
    }
    if (shortage != null && shortage.cause() != dossier.cause) {
      dossier.cause(shortage.cause());
      book.evidence(dossier, shortage.text());
    }
    dossier.probe(
        "pressure",
        shortage == null,
        shortage == null ? "back under its bound, or it is gone" : shortage.text());
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      dossier.action("keep-off", "it takes work again", ActionState.DONE, "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, dossier.subject + " is back under its bounds, or has left.");
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(dossier.subject + " is still short: " + shortage.text() + ". Look at it.");
    }
  }

  private Shortage shortage(ExecutorId id) {
    return switch (scene.executor(id)) {
      case UP, SUSPECT -> scene.shortage(id);
      case AWAY, LEFT, UNKNOWN -> null;
    };
  }
}
