package dev.baton.common.cluster;

/**
 * Who leads.
 *
 * @param id name of the coordinator
 * @param incarnation its process life
 * @param epoch under which it leads
 * @param apiAddress {@code host:port} for clients
 * @param linkAddress {@code host:port} for executors
 */
public record LeaderNode(
    String id, String incarnation, long epoch, String apiAddress, String linkAddress) {
  /**
   * @throws IllegalArgumentException if the bytes are no such node
   */
  public static LeaderNode parse(byte[] bytes) {
    return NodeJson.read(bytes, LeaderNode.class);
  }

  public byte[] toBytes() {
    return NodeJson.write(this);
  }
}
