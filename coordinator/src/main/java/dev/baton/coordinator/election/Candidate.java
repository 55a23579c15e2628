package dev.baton.coordinator.election;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.coordinator.core.Input.ElectionNode;

/**
 * A place in the election.
 *
 * @param path of its node; no other node ever has it
 * @param sequence the lowest is first
 * @param session of ZooKeeper that the node ends with
 * @param coordinator who stands there
 */
public record Candidate(String path, int sequence, long session, CoordinatorNode coordinator) {
  ElectionNode node() {
    return new ElectionNode(path, Long.toHexString(session));
  }

  /** The number that ZooKeeper has put at the end of a sequential node's name. */
  static int sequenceOf(String name) {
    return Integer.parseInt(name.substring(name.length() - 10));
  }
}
