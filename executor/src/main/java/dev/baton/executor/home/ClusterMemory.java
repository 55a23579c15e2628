package dev.baton.executor.home;

/**
 * What an executor remembers of its cluster over restarts.
 *
 * @param clusterId empty before the first welcome
 * @param highestEpoch the highest epoch it has obeyed; 0 if none
 */
public record ClusterMemory(String clusterId, long highestEpoch) {
  public static final ClusterMemory NONE = new ClusterMemory("", 0);
}
