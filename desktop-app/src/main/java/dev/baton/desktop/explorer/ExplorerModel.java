package dev.baton.desktop.explorer;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.ClusterView.CoordinatorView;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.JobSummary;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.ClusterModel;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.ExecutorLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Makes the tree out of the cluster, anew with each change; the view keeps what is expanded. */
public final class ExplorerModel {
  private static final int ID_CHARS = 8;

  private final Texts texts;
  private final ClusterModel cluster;
  private final String connection;
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private final ReadOnlyObjectWrapper<ExplorerNode> root =
      new ReadOnlyObjectWrapper<>(this, "root");

  public ExplorerModel(
      Texts texts, BackgroundTasks tasks, ClusterModel cluster, String connection) {
    this.texts = texts;
    this.cluster = cluster;
    this.connection = connection;
    Coalesced rebuild = new Coalesced(tasks, this::rebuild);
    InvalidationListener changed = event -> rebuild.request();
    cluster.jobs().addListener(changed);
    cluster.executors().addListener(changed);
    cluster.clusterProperty().addListener(changed);
    filter.addListener(changed);
    rebuild();
  }

  /** Shows only jobs and executors whose name contains it. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** The connection with everything below it. */
  public ReadOnlyObjectProperty<ExplorerNode> rootProperty() {
    return root.getReadOnlyProperty();
  }

  private void rebuild() {
    ClusterView view = cluster.clusterProperty().get();
    List<ExplorerNode> sections = new ArrayList<>();
    sections.add(jobs());
    sections.add(executors());
    sections.add(coordinators(view));
    String detail = view == null || view.clusterId() == null ? "" : shortened(view.clusterId());
    root.set(
        new ExplorerNode(
            "connection",
            connection,
            detail,
            MaterialDesignS.SERVER_NETWORK,
            null,
            null,
            false,
            List.copyOf(sections)));
  }

  /** As much of the cluster's id as tells it from another. */
  private static String shortened(String clusterId) {
    return clusterId.substring(0, Math.min(ID_CHARS, clusterId.length()));
  }

  private ExplorerNode jobs() {
    Map<String, List<ExplorerNode>> byNamespace = new TreeMap<>();
    int count = 0;
    for (JobSummary job : cluster.jobs()) {
      if (matches(job.job())) {
        int slash = job.job().indexOf('/');
        byNamespace
            .computeIfAbsent(job.job().substring(0, slash), made -> new ArrayList<>())
            .add(jobNode(job, job.job().substring(slash + 1)));
        count++;
      }
    }
    List<ExplorerNode> namespaces = new ArrayList<>();
    byNamespace.forEach((name, jobs) ->
        namespaces.add(
            new ExplorerNode(
                name,
                name,
                Integer.toString(jobs.size()),
                MaterialDesignF.FOLDER_OUTLINE,
                null,
                null,
                false,
                jobs)));
    return section("jobs", "explorer.jobs", count, MaterialDesignG.GRAPH_OUTLINE, namespaces);
  }

  private ExplorerNode jobNode(JobSummary job, String name) {
    String detail =
        job.paused() ? texts.get("explorer.paused") : texts.get("explorer.tasks", job.tasks());
    return new ExplorerNode(
        name,
        name,
        detail,
        job.paused() ? MaterialDesignP.PAUSE_CIRCLE_OUTLINE : MaterialDesignG.GRAPH_OUTLINE,
        null,
        new Subject.OfJob(job.job()),
        job.paused(),
        List.of());
  }

  private ExplorerNode executors() {
    Map<String, List<ExplorerNode>> byGroup = new TreeMap<>();
    int count = 0;
    for (ExecutorView executor : cluster.executors()) {
      if (matches(executor.id())) {
        byGroup
            .computeIfAbsent(
                executor.group() == null ? "" : executor.group(), made -> new ArrayList<>())
            .add(executorNode(executor));
        count++;
      }
    }
    List<ExplorerNode> groups = new ArrayList<>();
    byGroup.forEach((name, members) ->
        groups.add(
            new ExplorerNode(
                name,
                name.isEmpty() ? texts.get("explorer.noGroup") : name,
                Integer.toString(members.size()),
                MaterialDesignF.FOLDER_OUTLINE,
                null,
                null,
                false,
                members)));
    return section("executors", "explorer.executors", count, MaterialDesignS.SERVER, groups);
  }

  private ExplorerNode executorNode(ExecutorView executor) {
    boolean gone = executor.incarnation() == null;
    return new ExplorerNode(
        executor.id(),
        executor.id(),
        gone
            ? texts.word("executorStatus", executor.status())
            : executor.running() + "/" + executor.slots(),
        null,
        ExecutorLook.of(executor),
        new Subject.OfExecutor(executor.id()),
        gone,
        List.of());
  }

  private ExplorerNode coordinators(ClusterView view) {
    List<ExplorerNode> members = new ArrayList<>();
    if (view != null) {
      for (CoordinatorView each : view.coordinators()) {
        members.add(
            new ExplorerNode(
                each.name(),
                each.name(),
                texts.word("coordinatorRole", each.role()),
                null,
                ExecutorLook.of(each),
                new Subject.OfCoordinator(each.name()),
                false,
                List.of()));
      }
    }
    return section(
        "coordinators",
        "explorer.coordinators",
        members.size(),
        MaterialDesignS.SHIELD_CROWN_OUTLINE,
        members);
  }

  private ExplorerNode section(
      String id, String textKey, int count, Ikon icon, List<ExplorerNode> children) {
    return new ExplorerNode(
        id,
        texts.get(textKey),
        Integer.toString(count),
        icon,
        null,
        null,
        false,
        List.copyOf(children));
  }

  private boolean matches(String name) {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty() || name.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
