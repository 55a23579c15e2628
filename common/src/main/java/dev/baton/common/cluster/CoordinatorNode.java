package dev.baton.common.cluster;

/**
 * A coordinator, as its node in ZooKeeper tells.
 *
 * @param id its configured name
 * @param incarnation its process life
 * @param apiAddress {@code host:port} for clients
 * @param linkAddress {@code host:port} for executors and for other coordinators
 */
public record CoordinatorNode(
    String id, String incarnation, String apiAddress, String linkAddress) {
  /**
   * @throws IllegalArgumentException if the bytes are no such node
   */
  public static CoordinatorNode parse(byte[] bytes) {
    return NodeJson.read(bytes, CoordinatorNode.class);
  }

  /** Whether the other is the same coordinator in another process life, at the same address. */
  public boolean isNextLifeOf(CoordinatorNode other) {
    return id.equals(other.id)
        && linkAddress.equals(other.linkAddress)
        && !incarnation.equals(other.incarnation);
  }

  public byte[] toBytes() {
    return NodeJson.write(this);
  }
}
