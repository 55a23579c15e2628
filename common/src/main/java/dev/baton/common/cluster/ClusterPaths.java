package dev.baton.common.cluster;

/**
 * Paths in ZooKeeper. To keep several clusters in one ensemble, give each a path of its own at the
 * end of the connect string: {@code host:2181/team-a}.
 */
public final class ClusterPaths {
  public static final String ROOT = "/baton";

  /** Ephemeral sequential nodes of the coordinators that stand; a {@link CoordinatorNode} each. */
  public static final String ELECTION = ROOT + "/election";

  /**
   * A {@link LeaderNode}, written by each new leader. It stays when the leader goes, so it may name
   * one that is gone.
   */
  public static final String LEADER = ROOT + "/leader";

  /** Parent of one ephemeral node per coordinator, by its name; a {@link CoordinatorNode} each. */
  public static final String COORDINATORS = ROOT + "/coordinators";

  /** Parent of one ephemeral node per executor; an {@link ExecutorNode} each, which names it. */
  public static final String EXECUTORS = ROOT + "/executors";

  private ClusterPaths() {}
}
