package dev.baton.cli.lab;

import dev.baton.cli.lab.Member.Role;
import dev.baton.common.api.ApiJson;
import dev.baton.common.api.ClusterView;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code baton lab}: without a sub-command it starts a lab. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = {
      "A real cluster on this machine for trying and testing: a ZooKeeper ensemble of three,"
          + " PostgreSQL, coordinators and executors, each a process of its own on loopback."
    })
public final class LabCommand implements Callable<Integer> {
  private static final int FAILED = 3;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The lab's directory; default ~/.baton-lab.")
  private Path directory;

  @Mixin private LabSize size;

  private final PrintStream out = System.out;

  private Lab lab() {
    return new Lab(directory());
  }

  private Path directory() {
    return directory != null ? directory : Path.of(System.getProperty("user.home"), ".baton-lab");
  }

  private int run(Callable<Integer> work) {
    try {
      return work.call();
    } catch (LabException e) {
      System.err.println("baton lab: " + e.getMessage());
      return FAILED;
    } catch (Exception e) {
      throw new LabException("unexpected: " + e, e);
    }
  }

  @Override
  public Integer call() {
    return up(size);
  }

  /** Starts a lab. */
  @Command(name = "up", description = "Starts a lab; the same as lab alone.")
  int up(@Mixin LabSize wanted) {
    return run(() -> {
      LabSettings settings = wanted.settings(directory());
      out.println("Starting a lab in " + settings.directory() + " …");
      Lab lab = Lab.create(settings);
      print(lab);
      out.println("Look at it: ./baton cluster status --data-dir " + lab.directory());
      out.println("End it with: ./baton lab down");
      return 0;
    });
  }

  /** Shows every process. */
  @Command(name = "status", description = "Shows every process: role, id, pid, address, epoch.")
  int status(
      @Option(names = "--output", defaultValue = "table", description = "table or json")
          String output) {
    return run(() -> {
      if (output.equals("json")) {
        out.println(
            ApiJson.lenient()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("members", rows(lab()))));
      } else if (output.equals("table")) {
        print(lab());
      } else {
        System.err.println("baton lab: --output takes table or json");
        return 2;
      }
      return 0;
    });
  }

  private static List<Map<String, Object>> rows(Lab lab) {
    ClusterView cluster = lab.cluster();
    String leader = cluster == null ? null : cluster.leader();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Member member : lab.members()) {
      Map<String, Object> row = new LinkedHashMap<>();
      String standing = lab.standing(member).toLowerCase(Locale.ROOT);
      row.put("role", standing.equals("gone") ? kind(member) : role(member, leader));
      row.put("id", member.name());
      row.put("pid", standing.equals("gone") ? null : member.pid());
      row.put("address", member.address());
      row.put("epoch", member.name().equals(leader) ? cluster.epoch() : null);
      row.put("process", standing);
      rows.add(row);
    }
    return rows;
  }

  private static String role(Member member, String leader) {
    if (member.role() == Role.COORDINATOR) {
      return member.name().equals(leader) ? "leader" : "standby";
    }
    return kind(member);
  }

  private static String kind(Member member) {
    return member.role().toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void print(Lab lab) {
    out.printf(
        "%-12s %-15s %-8s %-22s %-6s %s%n", "ROLE", "ID", "PID", "ADDRESS", "EPOCH", "PROCESS");
    for (Map<String, Object> row : rows(lab)) {
      out.printf(
          "%-12s %-15s %-8s %-22s %-6s %s%n",
          row.get("role"),
          row.get("id"),
          orDash(row.get("pid")),
          orDash(row.get("address")),
          orDash(row.get("epoch")),
          row.get("process"));
    }
  }

  private static Object orDash(Object value) {
    return value == null || value.toString().isEmpty() ? "-" : value;
  }

  /** Kills a member. */
  @Command(name = "kill", description = "Kills a process (SIGKILL).")
  int kill(
      @Parameters(paramLabel = "MEMBER", description = "leader, or a member's id") String name) {
    return run(() -> say(lab().kill(name), "was killed"));
  }

  /** Pauses a member. */
  @Command(name = "pause", description = "Pauses a process (SIGSTOP).")
  int pause(@Parameters(paramLabel = "MEMBER") String name) {
    return run(() -> say(lab().pause(name), "is paused"));
  }

  /** Lets a paused member go on. */
  @Command(name = "resume", description = "Lets a paused process go on (SIGCONT).")
  int resume(@Parameters(paramLabel = "MEMBER") String name) {
    return run(() -> say(lab().resume(name), "goes on"));
  }

  /** Stops a member cleanly. */
  @Command(name = "stop", description = "Asks a process to stop (SIGTERM).")
  int stop(@Parameters(paramLabel = "MEMBER") String name) {
    return run(() -> say(lab().stop(name), "was asked to stop"));
  }

  /** Starts a member that is gone. */
  @Command(name = "start", description = "Starts a process that is gone.")
  int start(@Parameters(paramLabel = "MEMBER") String name) {
    return run(() -> say(lab().start(name), "was started"));
  }

  /** Cuts a coordinator off from the store. */
  @Command(name = "cut", description = "Cuts a coordinator off from the store alone.")
  int cut(@Parameters(paramLabel = "COORDINATOR") String name) {
    return run(() -> {
      String who = lab().resolve(name);
      lab().cutFromStore(who);
      return say(who, "is cut off from the store");
    });
  }

  /** Undoes a cut. */
  @Command(name = "heal", description = "Undoes a cut.")
  int heal(@Parameters(paramLabel = "COORDINATOR") String name) {
    return run(() -> {
      lab().healStore(name);
      return say(name, "reaches the store again");
    });
  }

  /** Ends the lab. */
  @Command(name = "down", description = "Ends all processes and removes the lab's directory.")
  int down(@Option(names = "--keep-data", description = "Leave the directory.") boolean keepData) {
    return run(() -> {
      lab().down(keepData);
      return say("The lab", keepData ? "is down; its data is kept" : "is down and removed");
    });
  }

  private int say(String who, String what) {
    out.println(who + " " + what + ".");
    return 0;
  }
}
