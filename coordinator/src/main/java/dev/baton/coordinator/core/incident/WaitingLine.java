package dev.baton.coordinator.core.incident;

import dev.baton.common.id.TaskRunId;
import java.util.List;

/**
 * Task runs of equal needs that wait for a place, oldest first.
 *
 * @param subject the group, with what else they ask of an executor
 * @param group of executors that they ask for
 * @param first the oldest
 * @param last the newest
 * @param takers executors that would take them if they had a free slot
 * @param free slots among those that are free now
 * @param refusals why the others of the group do not; the first few
 */
public record WaitingLine(
    String subject,
    String group,
    TaskRunId first,
    TaskRunId last,
    int size,
    int takers,
    int free,
    List<String> refusals) {
  public WaitingLine {
    refusals = List.copyOf(refusals);
  }
}
