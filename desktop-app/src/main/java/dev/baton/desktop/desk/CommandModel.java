package dev.baton.desktop.desk;

import dev.baton.common.api.DoneView;
import dev.baton.desktop.background.BackgroundTasks;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A command that asks for a reason, is sent, and either worked or says what is in its way. */
public final class CommandModel {
  private final BackgroundTasks tasks;
  private final String title;
  private final Function<String, DoneView> command;
  private final Consumer<DoneView> done;
  private String withoutReason = "";
  private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper(this, "sending");

  /**
   * @param title for the status bar
   * @param command gets the reason, or null; called off the FX thread
   * @param done gets the answer
   */
  public CommandModel(
      BackgroundTasks tasks,
      String title,
      Function<String, DoneView> command,
      Consumer<DoneView> done) {
    this.tasks = tasks;
    this.title = title;
    this.command = command;
    this.done = done;
  }

  /**
   * The reason may not stay empty.
   *
   * @param askForIt what is said to somebody who gives none
   */
  public CommandModel needsReason(String askForIt) {
    withoutReason = askForIt;
    return this;
  }

  /** Goes into the audit; may stay empty unless {@link #needsReason}. */
  public StringProperty reasonProperty() {
    return reason;
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }

  public void send() {
    if (sending.get()) {
      return;
    }
    if (reason.get().isBlank() && !withoutReason.isEmpty()) {
      problem.set(withoutReason);
      return;
    }
    sending.set(true);
    problem.set("");
    String why = reason.get().isBlank() ? null : reason.get().strip();
    tasks.run(
        title,
        () -> command.apply(why),
        answer -> {
          sending.set(false);
          done.accept(answer);
        },
        failure -> {
          sending.set(false);
          problem.set(String.valueOf(failure.getMessage()));
        });
  }
}
