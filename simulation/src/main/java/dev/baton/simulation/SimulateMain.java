package dev.baton.simulation;

import picocli.CommandLine;

/** Starts {@link SimulateCommand} by itself. */
public final class SimulateMain {
  private SimulateMain() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulateCommand()).execute(args));
  }
}
