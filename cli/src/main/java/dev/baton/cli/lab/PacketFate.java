package dev.baton.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What becomes of the packets that leave a network device: chance drops some, or sends some by a
 * slower way on which others overtake them. By {@code tc} with filters that draw a random number,
 * since kernels without netem have these too.
 *
 * @param prefix starts a command in the device's network namespace; empty = this machine's
 */
record PacketFate(List<String> prefix, String device) {
  private static final long WORDS = 1L << 32;

  /** Verdicts of a filter that decides itself. */
  private static final int DROP = 2;

  private static final int PASS = 0;

  private static final int FAST = 0x10001;
  private static final int SLOW = 0x10002;

  /** A packet of 200 bytes takes a tenth of a second. */
  private static final String SLOW_RATE = "16kbit";

  private static final String SLOW_QUEUE = "20";

  /** Why no packets can be lost or overtaken here; empty if they can. Tries it, as root. */
  static String missing() {
    String hosts = HostNetwork.missing();
    if (!hosts.isEmpty()) {
      return hosts;
    }
    if (!Tool.isThere("tc")) {
      return "loss of packets needs the program tc";
    }
    String trial =
        "btry" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
    try {
      Tool.run("ip", "netns", "add", trial);
      PacketFate fate = new PacketFate(List.of("ip", "netns", "exec", trial), "lo");
      fate.lose(1);
      fate.reorder(1);
      fate.smooth();
      return "";
    } catch (LabException e) {
      return "this kernel cannot drop packets by chance: " + e.getMessage();
    } finally {
      Tool.tryRun("ip", "netns", "delete", trial);
    }
  }

  /** So many percent of the packets are lost. */
  void lose(int percent) {
    run("tc qdisc replace dev " + device + " clsact");
    filter("tc filter replace dev " + device + " egress", "direct-action", percent, DROP, PASS);
  }

  /** So many percent of the packets go by a slower way. */
  void reorder(int percent) {
    run("tc qdisc replace dev " + device + " root handle 1: htb default 1");
    String add = "tc class replace dev " + device + " parent 1: classid ";
    run(add + "1:1 htb rate 1gbit quantum 60000");
    run(add + "1:2 htb rate " + SLOW_RATE + " burst 1 cburst 1 quantum 1500");
    run("tc qdisc replace dev " + device + " parent 1:2 pfifo limit " + SLOW_QUEUE);
    filter("tc filter replace dev " + device + " parent 1:", "", percent, SLOW, FAST);
  }

  private void filter(String start, String mode, int percent, int hit, int missed) {
    List<String> command = new ArrayList<>(List.of(start.split(" ")));
    command.addAll(List.of("protocol", "all", "prio", "1", "bpf"));
    if (!mode.isEmpty()) {
      command.add(mode);
    }
    command.add("bytecode");
    // Classic BPF: load a random word; where it is not less than the limit, skip the next return.
    command.add(
        String.format(
            Locale.ROOT,
            "4,32 0 0 4294963256,53 1 0 %d,6 0 0 %d,6 0 0 %d",
            WORDS * percent / 100,
            hit,
            missed));
    run(command);
  }

  /** Takes both back. */
  void smooth() {
    Tool.tryRun(whole(List.of("tc", "qdisc", "delete", "dev", device, "root")));
    Tool.tryRun(whole(List.of("tc", "qdisc", "delete", "dev", device, "clsact")));
  }

  private void run(String command) {
    run(List.of(command.split(" ")));
  }

  private void run(List<String> command) {
    Tool.run(whole(command));
  }

  private String[] whole(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole.toArray(String[]::new);
  }
}
