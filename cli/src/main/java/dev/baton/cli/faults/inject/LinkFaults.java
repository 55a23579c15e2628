package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabHosts;
import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.relay.LinkRule;
import dev.baton.cli.lab.relay.LinkRule.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Faults of the ways between processes. */
final class LinkFaults {
  private LinkFaults() {}

  /** Everything that one member says to members of a role, or they to it. */
  static Injector toRole(Role role, Effect effect, long delayMs) {
    return (lab, target) -> {
      List<LinkRule> rules = new ArrayList<>();
      for (String other : Scope.of(lab, role)) {
        if (!other.equals(target)) {
          rules.add(new LinkRule(target, other, effect, delayMs));
        }
      }
      return put(lab, rules);
    };
  }

  /** The leader's way to the store. */
  static Injector toStore(Effect effect, long delayMs) {
    return (lab, target) -> put(lab, List.of(new LinkRule(target, Lab.STORE, effect, delayMs)));
  }

  /** Every coordinator's way to the store. */
  static Injector allToStore(Effect effect, long delayMs) {
    return (lab, target) ->
        put(lab, List.of(new LinkRule(LinkRule.ANY, Lab.STORE, effect, delayMs)));
  }

  private static Healing put(Lab lab, List<LinkRule> rules) {
    List<String> names = new ArrayList<>();
    for (LinkRule rule : rules) {
      String name = rule.caller() + "-" + rule.target() + "-" + rule.effect();
      names.add(name.replace(LinkRule.ANY, "all"));
      lab.putRule(names.getLast(), rule);
    }
    return () -> names.forEach(lab::removeRule);
  }

  /** The network of an executor's host. */
  static Injector host(BiConsumer<LabHosts, String> harm) {
    return host(harm, LabHosts::plug);
  }

  /** So many percent of the packets to and from an executor's host are lost. */
  static Injector loss(int percent) {
    return host((hosts, target) -> hosts.lose(target, percent), LabHosts::smooth);
  }

  /** So many percent of them are overtaken by others. */
  static Injector reorder(int percent) {
    return host((hosts, target) -> hosts.reorder(target, percent), LabHosts::smooth);
  }

  private static Injector host(
      BiConsumer<LabHosts, String> harm, BiConsumer<LabHosts, String> undo) {
    return (lab, target) -> {
      LabHosts hosts = lab.hosts();
      harm.accept(hosts, target);
      return () -> undo.accept(hosts, target);
    };
  }
}
