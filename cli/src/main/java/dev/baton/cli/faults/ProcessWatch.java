package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultSite;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Member.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Notices processes that end although no fault has ended them, and starts them again: such an end
 * is a finding.
 */
final class ProcessWatch {
  private static final long LOOK_EVERY_MS = 2_000;

  private final FaultSite site;
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::run);

  /** Gone at the look before. */
  private Set<String> missing = Set.of();

  ProcessWatch(FaultSite site) {
    this.site = site;
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /** Who ended by itself, with the last line of its log. */
  List<String> ended() {
    return List.copyOf(ended);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Lab lab = site.lab();
    Set<String> gone = new LinkedHashSet<>();
    for (Member member : lab.members()) {
      if (!site.isTouched(claim(member)) && lab.standing(member).equals("GONE")) {
        gone.add(member.name());
        if (missing.contains(member.name())) {
          ended.add(member.name() + ": " + lab.lastLine(member));
          restart(lab, member.name());
        }
      }
    }
    missing = gone;
  }

  private static void restart(Lab lab, String name) {
    try {
      lab.start(name);
    } catch (LabException e) {
      // A fault has begun on it meanwhile and starts it again.
    }
  }

  private static String claim(Member member) {
    return member.role() == Role.ZOOKEEPER ? "zookeeper" : member.name();
  }
}
