package dev.baton.common.job;

import dev.baton.common.id.Names;
import java.util.Map;
import java.util.SortedMap;

/** Names the executors that may run a task: a group, and labels that must all match. */
public record ExecutorSelector(String group, SortedMap<String, String> labels) {
  public static final String DEFAULT_GROUP = "default";
  public static final ExecutorSelector ANY_OF_DEFAULT_GROUP =
      new ExecutorSelector(DEFAULT_GROUP, SortedMaps.empty());

  public ExecutorSelector {
    Names.check("executor group", group);
    labels = SortedMaps.copyOf(labels);
  }

  public boolean accepts(String candidateGroup, Map<String, String> candidateLabels) {
    return group.equals(candidateGroup)
        && candidateLabels.entrySet().containsAll(labels.entrySet());
  }
}
