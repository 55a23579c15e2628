package dev.baton.executor.start;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Names;
import dev.baton.executor.guard.GuardMode;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.registry.ZooKeeperRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** The executor's command line. An option counts before the environment, that before the file. */
@Command(
    name = "baton-executor",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Runs tasks for a Baton cluster: finds the leading coordinator, takes attempts from it and"
            + " reports what came of them. Listens on no port.%n%n"
            + "Every option can also stand in the file of --config, by its name without the dashes,"
            + " and in the environment, --data-dir as BATON_EXECUTOR_DATA_DIR.%n",
    footer =
        "%nSIGTERM drains: no new attempts, what runs may finish for --drain seconds. A second"
            + " SIGTERM ends what runs at once.%n"
            + "Exit codes: 0 stopped on purpose, 1 failed, 2 wrong usage, 4 data directory, 5 token"
            + " or TLS.")
public final class ExecutorCommand {
  static final String CONFIG = "--config";
  private static final int DEFAULT_DRAIN_SECONDS = 30;
  private static final int MAX_DRAIN_SECONDS = 24 * 60 * 60;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of this executor, one of its own in the cluster; default: the host's.")
  private String name;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = ExecutorOptions.DEFAULT_GROUP,
      description = "Group by which tasks name their executors; default: ${DEFAULT-VALUE}.")
  private String group;

  @Option(
      names = {"--labels", "--label"},
      paramLabel = "KEY=VALUE",
      split = ",",
      description = "Labels by which tasks choose, for example disk=ssd. May be given repeatedly.")
  private Map<String, String> labels = new TreeMap<>();

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Attempts at a time; default: twice the processors.")
  private Integer slots;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where it keeps what it must not lose; its own. Default: ~/.baton/executors/NAME.")
  private Path dataDir;

  @Option(
      names = "--handlers-dir",
      paramLabel = "DIR",
      description = "Folder of jars with java handlers; default: handlers in the data directory.")
  private Path handlersDir;

  @Option(
      names = {"--coordinators", "--coordinator"},
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Coordinators to dial, any of them; they lead to the leader.")
  private List<String> coordinators = new ArrayList<>();

  @Option(
      names = "--zookeeper",
      paramLabel = "HOST:PORT[,...][/PATH]",
      defaultValue = "",
      description = "The cluster's ZooKeeper, to find the leader and to be seen.")
  private String zookeeper;

  @Option(
      names = "--zookeeper-session",
      paramLabel = "MS",
      defaultValue = "" + ZooKeeperRegistry.DEFAULT_SESSION_MS,
      description = "Session time-out there, in milliseconds; default: ${DEFAULT-VALUE}.")
  private int zookeeperSessionMs;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token that coordinators ask executors for.")
  private Path tokenFile;

  @Option(names = "--tls", description = "Speak TLS with coordinators.")
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Certificates to trust, PEM; default: those that Java trusts. Means --tls.")
  private Path tlsAuthorities;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate of this executor, PEM, where coordinators ask for one.")
  private Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Key of that certificate, PKCS 8 as PEM.")
  private Path tlsKey;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "" + DEFAULT_DRAIN_SECONDS,
      description = "How long attempts may go on after SIGTERM; default: ${DEFAULT-VALUE} seconds.")
  private int drainSeconds;

  @Option(
      names = "--guard-mode",
      paramLabel = "MODE",
      description =
          "How process trees are guarded: namespace, user-namespace or marker; default:"
              + " the best that works here.")
  private String guardMode;

  @Option(
      names = "--forked-jvm-options",
      paramLabel = "OPTION",
      split = ",",
      description = "Options for the JVMs of forked java handlers, for example -Xmx256m.")
  private List<String> forkedJvmOptions = new ArrayList<>();

  @Option(
      names = CONFIG,
      paramLabel = "FILE",
      description =
          "Settings as a properties file, or as YAML if its name ends with .yaml or .yml.")
  @SuppressWarnings("unused") // Read before the rest, by configFile.
  private Path config;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("unused")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("unused")
  private boolean version;

  private ExecutorCommand() {}

  /** The parsed command line: options, or a request for help or for the version. */
  public sealed interface Parsed {
    record Run(ExecutorOptions options, int drainSeconds) implements Parsed {}

    record Text(String text) implements Parsed {}
  }

  /**
   * @throws StartException with a message for the user
   */
  public static Parsed parse(
      List<String> arguments, Map<String, String> environment, String programVersion)
      throws StartException {
    ExecutorCommand command = new ExecutorCommand();
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().version("baton-executor " + programVersion);
    Path file = configFile(arguments, environment);
    Map<String, String> settings =
        file == null ? Map.of() : SettingsFile.read(file, settingNames(line));
    line.setDefaultValueProvider(arg -> outside(arg, environment, settings));
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      if (line.isUsageHelpRequested()) {
        return new Parsed.Text(line.getUsageMessage());
      }
      if (line.isVersionHelpRequested()) {
        return new Parsed.Text(String.join("\n", line.getCommandSpec().version()) + "\n");
      }
      return new Parsed.Run(command.options(), command.drainSeconds());
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      throw new StartException(
          ExitCode.USAGE,
          e.getMessage() + "." + suggestion(e) + " baton-executor --help shows all options.",
          e);
    }
  }

  private static String suggestion(RuntimeException e) {
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? " Did you mean " + unmatched.getSuggestions().getFirst() + "?"
        : "";
  }

  /** It must be known before the rest can be parsed. */
  private static Path configFile(List<String> arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(CONFIG + "=")) {
        return Path.of(argument.substring(CONFIG.length() + 1));
      }
      if (argument.equals(CONFIG) && i + 1 < arguments.size()) {
        return Path.of(arguments.get(i + 1));
      }
    }
    String fromEnvironment = SettingsFile.fromEnvironment(nameOf(CONFIG), environment);
    return fromEnvironment == null ? null : Path.of(fromEnvironment);
  }

  private static Set<String> settingNames(CommandLine line) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals(CONFIG)) {
        names.add(nameOf(option.longestName()));
      }
    }
    return names;
  }

  private static String nameOf(String option) {
    return option.substring("--".length());
  }

  private static String outside(
      ArgSpec argument, Map<String, String> environment, Map<String, String> settings) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = nameOf(option.longestName());
    String fromEnvironment = SettingsFile.fromEnvironment(name, environment);
    return fromEnvironment != null ? fromEnvironment : settings.get(name);
  }

  private int drainSeconds() {
    if (drainSeconds < 0 || drainSeconds > MAX_DRAIN_SECONDS) {
      throw new IllegalArgumentException(
          "--drain takes 0 to " + MAX_DRAIN_SECONDS + " seconds, not " + drainSeconds);
    }
    return drainSeconds;
  }

  private ExecutorOptions options() throws StartException {
    ExecutorId id = new ExecutorId(name == null ? nameOfHost() : name);
    Path directory = dataDir == null ? defaultDirectory(id) : dataDir;
    boolean wantsTls = tls || tlsAuthorities != null || tlsCertificate != null || tlsKey != null;
    return new ExecutorOptions(
        id,
        group,
        new TreeMap<>(labels),
        slots == null ? ExecutorOptions.defaultSlots() : slots,
        directory,
        handlersDir == null ? directory.resolve("handlers") : handlersDir,
        coordinators.stream().map(HostAndPort::parse).toList(),
        zookeeper,
        zookeeperSessionMs,
        Credentials.token(tokenFile),
        wantsTls ? Credentials.tls(tlsAuthorities, tlsCertificate, tlsKey) : null,
        guardMode == null ? null : guardMode(guardMode),
        forkedJvmOptions);
  }

  private static String nameOfHost() {
    String host = HostName.get();
    if (!Names.isValid(host)) {
      throw new IllegalArgumentException(
          "this host's name '" + host + "' cannot name an executor; say --name");
    }
    return host;
  }

  private static Path defaultDirectory(ExecutorId id) {
    return Path.of(System.getProperty("user.home"), ".baton", "executors", id.value());
  }

  private static GuardMode guardMode(String word) {
    List<String> words = new ArrayList<>();
    for (GuardMode mode : GuardMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
      words.add(mode.word());
    }
    throw new IllegalArgumentException(
        "--guard-mode takes one of " + words + ", not '" + word + "'");
  }
}
