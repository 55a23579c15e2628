package dev.baton.cli.diagnosis;

import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.cli.faults.inject.StandingFault;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.relay.LinkRule;
import dev.baton.cli.lab.relay.LinkRule.Effect;
import java.util.List;

/** Faults of the leader, the store and ZooKeeper. */
final class ClusterFaults {
  /** Subjects of their incidents. */
  static final String LEADER = "leader";

  static final String STORE = "store";
  static final String ZOOKEEPER = "zookeeper";

  /** There must be no incident. */
  static final String STANDBY = "standby";

  /** Each way: a request and its answer are later by twice that. */
  private static final long SLOW_MS = 600;

  private ClusterFaults() {}

  static Injection on(FaultKind kind, String subject) {
    return (ground, victim) -> {
      StandingFault fault = ground.site().begin(kind, 0);
      if (fault == null) {
        throw new LabException("there is nothing on which to put " + kind + " now");
      }
      return new Injected(fault.target(), subject, List.of(), fault::heal);
    };
  }

  /** As if its host were cut off: nothing reaches it or leaves it, and nobody is told. */
  static Injected leaderCut(Ground ground, String victim) {
    Lab lab = ground.lab();
    String leader = lab.resolve(Lab.LEADER);
    lab.putRule("to-leader", new LinkRule(LinkRule.ANY, leader, Effect.CUT));
    lab.putRule("from-leader", new LinkRule(leader, LinkRule.ANY, Effect.CUT));
    return new Injected(
        leader,
        LEADER,
        List.of(),
        () -> {
          lab.removeRule("to-leader");
          lab.removeRule("from-leader");
        });
  }

  static Injected storeSlow(Ground ground, String victim) {
    Lab lab = ground.lab();
    lab.putRule("slow", new LinkRule(LinkRule.ANY, Lab.STORE, Effect.DELAY, SLOW_MS));
    return new Injected(STORE, STORE, List.of(), () -> lab.removeRule("slow"));
  }
}
