package dev.baton.common.cluster;

import java.util.List;
import java.util.SortedMap;

/**
 * An executor, as its node in ZooKeeper tells. Its word decides nothing; it lets every coordinator
 * see who is there.
 *
 * @param executor its configured name
 * @param incarnation its process life
 * @param handlers names of its java handlers
 * @param version of the executor program
 */
public record ExecutorNode(
    String executor,
    String incarnation,
    String group,
    SortedMap<String, String> labels,
    int slots,
    List<String> handlers,
    String version,
    String host,
    long pid) {
  /** Between the parts of the node's name; names of executors cannot hold it. */
  private static final char SEPARATOR = '@';

  /**
   * @throws IllegalArgumentException if the bytes are no such node
   */
  public static ExecutorNode parse(byte[] bytes) {
    return NodeJson.read(bytes, ExecutorNode.class);
  }

  public byte[] toBytes() {
    return NodeJson.write(this);
  }

  /**
   * Where it stands: the incarnation is in the name, so that the node which a former process life
   * left behind for a while is never taken for this one's.
   */
  public String path() {
    return ClusterPaths.EXECUTORS + "/" + executor + SEPARATOR + incarnation;
  }
}
