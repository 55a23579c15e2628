package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.relay.LinkRule;
import dev.baton.cli.lab.relay.LinkRule.Effect;

/** A member whose packets vanish, both ways, until this is closed. */
final class Cut implements AutoCloseable {
  private final Lab lab;
  private final String member;

  private Cut(Lab lab, String member) {
    this.lab = lab;
    this.member = member;
  }

  static Cut off(Lab lab, String member) {
    lab.putRule("from-" + member, new LinkRule(member, LinkRule.ANY, Effect.CUT));
    lab.putRule("to-" + member, new LinkRule(LinkRule.ANY, member, Effect.CUT));
    return new Cut(lab, member);
  }

  @Override
  public void close() {
    lab.removeRule("from-" + member);
    lab.removeRule("to-" + member);
  }
}
