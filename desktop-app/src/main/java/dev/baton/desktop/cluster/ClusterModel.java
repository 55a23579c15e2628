package dev.baton.desktop.cluster;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.JobSummary;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Coordinators, jobs and executors as last heard of. */
public final class ClusterModel {
  /** Jobs that the workbench holds; more are found by search only. */
  public static final int MAX_JOBS = 20_000;

  private final ReadOnlyObjectWrapper<ClusterView> cluster =
      new ReadOnlyObjectWrapper<>(this, "cluster");
  private final ReadOnlyStringWrapper mayNotChange =
      new ReadOnlyStringWrapper(this, "mayNotChange", "");
  private final ObservableList<JobSummary> jobs = FXCollections.observableArrayList();
  private final ObservableList<ExecutorView> executors = FXCollections.observableArrayList();
  // Held, because JavaFX forwards changes to such a view only while somebody holds it.
  private final ObservableList<JobSummary> jobsView =
      FXCollections.unmodifiableObservableList(jobs);
  private final ObservableList<ExecutorView> executorsView =
      FXCollections.unmodifiableObservableList(executors);
  private final String readOnlyText;

  ClusterModel(String readOnlyText) {
    this.readOnlyText = readOnlyText;
  }

  /** Null before the first answer. */
  public ReadOnlyObjectProperty<ClusterView> clusterProperty() {
    return cluster.getReadOnlyProperty();
  }

  /** Why this connection may change nothing; empty = it may. */
  public ReadOnlyStringProperty mayNotChangeProperty() {
    return mayNotChange.getReadOnlyProperty();
  }

  /** Sorted by namespace and name. */
  public ObservableList<JobSummary> jobs() {
    return jobsView;
  }

  /** Sorted by group and name. */
  public ObservableList<ExecutorView> executors() {
    return executorsView;
  }

  /** Null = unknown. */
  public ExecutorView executor(String id) {
    for (ExecutorView executor : executors) {
      if (executor.id().equals(id)) {
        return executor;
      }
    }
    return null;
  }

  void show(ClusterView view) {
    boolean viewer = view.you() != null && view.you().role() == CallerRole.VIEWER;
    mayNotChange.set(viewer ? readOnlyText : "");
    cluster.set(view);
  }

  void showJobs(List<JobSummary> all) {
    jobs.setAll(all.stream().sorted(Comparator.comparing(JobSummary::job)).toList());
  }

  void showJob(JobSummary job) {
    int place = placeOf(job.job());
    if (place >= 0) {
      jobs.set(place, job);
    } else if (jobs.size() < MAX_JOBS) {
      jobs.add(-place - 1, job);
    }
  }

  void removeJob(String job) {
    int place = placeOf(job);
    if (place >= 0) {
      jobs.remove(place);
    }
  }

  private int placeOf(String job) {
    int low = 0;
    int high = jobs.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = jobs.get(middle).job().compareTo(job);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** Replaces only what differs, so that selections in tables hold. */
  void showExecutors(List<ExecutorView> all) {
    List<ExecutorView> sorted =
        all.stream()
            .sorted(Comparator.comparing(ClusterModel::groupOf).thenComparing(ExecutorView::id))
            .toList();
    boolean samePlaces = sorted.size() == executors.size();
    for (int i = 0; samePlaces && i < sorted.size(); i++) {
      samePlaces = sorted.get(i).id().equals(executors.get(i).id());
    }
    if (!samePlaces) {
      executors.setAll(sorted);
      return;
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (!sorted.get(i).equals(executors.get(i))) {
        executors.set(i, sorted.get(i));
      }
    }
  }

  private static String groupOf(ExecutorView executor) {
    return executor.group() == null ? "" : executor.group();
  }
}
