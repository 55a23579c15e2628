package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.cli.faults.inject.FaultSite;
import dev.baton.cli.faults.inject.StandingFault;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton faults inject}: one fault on a lab that is up. */
@Command(
    name = "inject",
    mixinStandardHelpOptions = true,
    description = "Puts one fault on a running lab, holds it, and takes it back.")
final class InjectFault implements Callable<Integer> {
  private static final int FAILED = 3;

  @Parameters(paramLabel = "KIND", description = "See baton faults list.")
  private FaultKind kind;

  @Option(names = "--dir", required = true, description = "The lab's directory.")
  private Path directory;

  @Option(names = "--target", description = "A member; default the first that fits.")
  private String target;

  @Option(
      names = "--for",
      converter = Span.class,
      description = "How long to hold it; default the least that the suite holds it.")
  private Duration held;

  @Override
  public Integer call() throws InterruptedException {
    FaultSite site = new FaultSite(new Lab(directory));
    try {
      StandingFault fault = target == null ? site.begin(kind, 0) : site.begin(kind, target);
      if (fault == null) {
        System.err.println("baton faults: there is nothing on which to put " + kind + " now");
        return FAILED;
      }
      System.out.println(kind + " on " + fault.target());
      AtomicBoolean healed = new AtomicBoolean();
      Thread atExit = new Thread(() -> heal(fault, healed), "heal");
      Runtime.getRuntime().addShutdownHook(atExit);
      Thread.sleep(held == null ? kind.leastMs() : held.toMillis());
      heal(fault, healed);
      System.out.println("taken back");
      return 0;
    } catch (LabException e) {
      System.err.println("baton faults: " + e.getMessage());
      return FAILED;
    }
  }

  private static void heal(StandingFault fault, AtomicBoolean healed) {
    if (healed.compareAndSet(false, true)) {
      try {
        fault.heal();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
