package dev.baton.desktop.job;

import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.Trigger;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.i18n.Texts;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Starts a run by hand: parameters over the job's defaults, a reason, one request key. */
public final class TriggerModel {
  /** A parameter as it is edited. */
  public static final class Param {
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty value = new SimpleStringProperty(this, "value", "");
    private final String preset;

    private Param(String name, String value, String preset) {
      this.name.set(name);
      this.value.set(value);
      this.preset = preset;
    }

    public StringProperty nameProperty() {
      return name;
    }

    public StringProperty valueProperty() {
      return value;
    }

    /** The job's own value; null = the job does not know this parameter. */
    public String preset() {
      return preset;
    }
  }

  private final JobKey job;
  private final ClusterSession session;
  private final Texts texts;
  private final String requestKey;
  private final Consumer<RunAcceptedView> accepted;
  private final ObservableList<Param> params = FXCollections.observableArrayList();
  private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper(this, "sending");

  /**
   * @param requestKey the same for every try of this dialog, so that pressing twice starts one run
   * @param accepted gets the run
   */
  public TriggerModel(
      String job,
      ClusterSession session,
      Texts texts,
      String requestKey,
      Consumer<RunAcceptedView> accepted) {
    this.job = JobKey.parse(job);
    this.session = session;
    this.texts = texts;
    this.requestKey = requestKey;
    this.accepted = accepted;
    session
        .tasks()
        .run(
            texts.get("task.readingJob", job),
            () -> session.reads().job(this.job).params(),
            this::showDefaults,
            failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  public JobKey job() {
    return job;
  }

  public ObservableList<Param> params() {
    return params;
  }

  /** Goes into the audit; may stay empty. */
  public StringProperty reasonProperty() {
    return reason;
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }

  private void showDefaults(SortedMap<String, String> defaults) {
    if (defaults != null) {
      for (Map.Entry<String, String> each : defaults.entrySet()) {
        params.add(new Param(each.getKey(), each.getValue(), each.getValue()));
      }
    }
  }

  public void addParam() {
    params.add(new Param("", "", null));
  }

  /** Sends the request; only what differs from the defaults goes with it. */
  public void start() {
    if (sending.get()) {
      return;
    }
    SortedMap<String, String> changed = new TreeMap<>();
    for (Param param : params) {
      String name = param.nameProperty().get().strip();
      String value = param.valueProperty().get();
      if (name.isEmpty() && !value.isEmpty()) {
        problem.set(texts.get("trigger.problem.noName", value));
        return;
      }
      if (!name.isEmpty() && !value.equals(param.preset())) {
        if (changed.put(name, value) != null) {
          problem.set(texts.get("trigger.problem.twice", name));
          return;
        }
      }
    }
    problem.set("");
    sending.set(true);
    TriggerRequest request =
        new TriggerRequest(
            requestKey,
            changed.isEmpty() ? null : changed,
            Trigger.MANUAL,
            reason.get().isBlank() ? null : reason.get().strip());
    session
        .tasks()
        .run(
            texts.get("task.starting", job),
            () -> session.writes().trigger(job, request),
            answer -> {
              sending.set(false);
              accepted.accept(answer);
            },
            failure -> {
              sending.set(false);
              problem.set(String.valueOf(failure.getMessage()));
            });
  }
}
