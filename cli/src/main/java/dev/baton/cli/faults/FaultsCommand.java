package dev.baton.cli.faults;

import dev.baton.cli.faults.inject.FaultKind;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton faults}. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    subcommands = InjectFault.class,
    description = "Faults on a lab of real processes.")
public final class FaultsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: list or inject.");
  }

  /** Prints every kind of fault. */
  @Command(name = "list", description = "Every kind of fault, and how long the suite holds it.")
  int list() {
    System.out.printf("%-26s %-22s %-20s %s%n", "KIND", "PUT ON", "HELD", "NEEDS");
    for (FaultKind kind : FaultKind.values()) {
      System.out.printf(
          Locale.ROOT,
          "%-26s %-22s %4.1f to %4.1f s      %s%n",
          kind,
          kind.scope(),
          kind.leastMs() / 1e3,
          kind.mostMs() / 1e3,
          kind.needs());
    }
    return 0;
  }
}
