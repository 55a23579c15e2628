package dev.baton.cli.faults.inject;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Member.Role;
import java.util.List;

/** On what a kind of fault is put. */
public enum Scope {
  /** The coordinator that leads when it begins. */
  LEADER,
  /** One that does not lead then. */
  STANDBY,
  /** All of them, one after another. */
  COORDINATORS,
  EXECUTOR,
  /** One coordinator's way to the store: the leader's. */
  LEADER_AND_STORE,
  STORE,
  /** One coordinator's way to ZooKeeper: the leader's. */
  LEADER_AND_ZOOKEEPER,
  ZOOKEEPER_MEMBER,
  ZOOKEEPER;

  /** Members on which such a fault can be put now. */
  List<String> candidates(Lab lab) {
    return switch (this) {
      case LEADER, LEADER_AND_STORE, LEADER_AND_ZOOKEEPER -> leader(lab);
      case STANDBY -> standbys(lab);
      case COORDINATORS -> List.of("coordinators");
      case EXECUTOR -> of(lab, Role.EXECUTOR);
      case STORE -> List.of("postgres");
      case ZOOKEEPER_MEMBER -> of(lab, Role.ZOOKEEPER);
      case ZOOKEEPER -> List.of("zookeeper");
    };
  }

  /** What no other fault may touch as long as this one is put on that target. */
  List<String> claims(Lab lab, String target) {
    return switch (this) {
      case LEADER, STANDBY, EXECUTOR -> List.of(target);
      case COORDINATORS -> of(lab, Role.COORDINATOR);
      case STORE -> List.of("postgres");
      case LEADER_AND_STORE -> List.of("postgres", target);
      case LEADER_AND_ZOOKEEPER -> List.of("zookeeper", target);
      case ZOOKEEPER_MEMBER, ZOOKEEPER -> List.of("zookeeper");
    };
  }

  private static List<String> leader(Lab lab) {
    try {
      return List.of(lab.resolve(Lab.LEADER));
    } catch (LabException e) {
      return List.of();
    }
  }

  private static List<String> standbys(Lab lab) {
    List<String> leader = leader(lab);
    return leader.isEmpty()
        ? List.of()
        : of(lab, Role.COORDINATOR).stream().filter(name -> !leader.contains(name)).toList();
  }

  static List<String> of(Lab lab, Role role) {
    return lab.members().stream()
        .filter(member -> member.role() == role)
        .map(Member::name)
        .toList();
  }
}
