package dev.baton.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a network namespace of its own, by what the kernel counts there. */
class PacketFateTest {
  private static final int PACKETS = 200;

  private final String namespace =
      "btest" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
  private final PacketFate fate = new PacketFate(List.of("ip", "netns", "exec", namespace), "lo");

  @BeforeEach
  void makeNamespace() {
    String missing = PacketFate.missing();
    assumeTrue(missing.isEmpty(), missing);
    Tool.run("ip", "netns", "add", namespace);
    inside("ip", "link", "set", "lo", "up");
  }

  @AfterEach
  void removeNamespace() {
    Tool.tryRun("ip", "netns", "delete", namespace);
  }

  private String inside(String... command) {
    return Command.output(List.of("ip", "netns", "exec", namespace), command);
  }

  private void send() {
    inside("bash", "-c", "for i in {1.." + PACKETS + "}; do echo x > /dev/udp/127.0.0.1/9; done");
  }

  private long counted(String pattern, String... show) {
    Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(inside(show));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  @Test
  void aPartOfThePacketsIsLostUntilItIsTakenBack() {
    fate.lose(50);
    send();
    long lost = counted("clsact.*?dropped (\\d+)", "tc", "-s", "qdisc", "show", "dev", "lo");
    assertTrue(lost > 0 && lost < PACKETS, "lost " + lost);
    fate.smooth();
    assertEquals("", inside("tc", "filter", "show", "dev", "lo", "egress").strip());
  }

  @Test
  void aPartOfThePacketsGoesByASlowerWayUntilItIsTakenBack() {
    fate.reorder(30);
    send();
    String[] classes = {"tc", "-s", "class", "show", "dev", "lo"};
    assertTrue(counted("class htb 1:2 .*?Sent \\d+ bytes (\\d+) pkt", classes) > 0);
    assertTrue(counted("class htb 1:1 .*?Sent \\d+ bytes (\\d+) pkt", classes) > 0);
    fate.smooth();
    assertEquals("", inside(classes).strip());
  }
}
