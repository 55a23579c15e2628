package dev.baton.desktop.desk;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The one thing that is selected in the whole window. */
public final class Selection {
  private final ObjectProperty<Subject> subject = new SimpleObjectProperty<>(this, "subject");

  /** Null = nothing. */
  public ObjectProperty<Subject> subjectProperty() {
    return subject;
  }

  public Subject subject() {
    return subject.get();
  }

  public void select(Subject next) {
    subject.set(next);
  }

  /** The run that is selected, itself or by one of its tasks; null = none. */
  public Long run() {
    return switch (subject.get()) {
      case Subject.OfRun of -> of.run();
      case Subject.OfTaskRun of -> of.run();
      case Subject.OfJob ignored -> null;
      case Subject.OfJobTask ignored -> null;
      case Subject.OfExecutor ignored -> null;
      case Subject.OfCoordinator ignored -> null;
      case Subject.OfIncident ignored -> null;
      case null -> null;
    };
  }

  /** The job that is selected, itself or by a task or a run of it; null = none. */
  public String job() {
    return switch (subject.get()) {
      case Subject.OfJob of -> of.job();
      case Subject.OfJobTask of -> of.job();
      case Subject.OfRun of -> of.job();
      case Subject.OfTaskRun of -> of.job();
      case Subject.OfExecutor ignored -> null;
      case Subject.OfCoordinator ignored -> null;
      case Subject.OfIncident ignored -> null;
      case null -> null;
    };
  }

  /** The executor that is selected; null = none. */
  public String executor() {
    return subject.get() instanceof Subject.OfExecutor of ? of.executor() : null;
  }

  /** The incident that is selected; null = none. */
  public Long incident() {
    return subject.get() instanceof Subject.OfIncident of ? of.incident() : null;
  }
}
