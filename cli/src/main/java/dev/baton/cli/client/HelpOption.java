package dev.baton.cli.client;

import picocli.CommandLine.Option;

/** {@code --help}. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean wanted;
}
