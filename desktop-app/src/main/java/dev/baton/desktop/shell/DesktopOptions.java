package dev.baton.desktop.shell;

import dev.baton.desktop.theme.ThemeMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command line.
 *
 * @param servers to connect to at once; empty = show the connections
 * @param tokenFile empty = none
 * @param name of the connection; empty = named after the first server
 * @param language null = as last time, or as the system says
 * @param theme null = as last time, or as the system says
 * @param settings folder of the settings; null = the user's own
 * @param editors to open at once, as {@code job:namespace/name}, {@code run:17} or {@code
 *     incident:3}
 */
public record DesktopOptions(
    List<String> servers,
    String tokenFile,
    String name,
    boolean production,
    Locale language,
    ThemeMode theme,
    Path settings,
    List<String> editors) {

  public static final String USAGE =
      """
      Usage: baton desktop [--server URL]... [--token-file FILE] [--name NAME] [--production]
                           [--lang en|zh] [--theme system|light|dark] [--settings FOLDER]
                           [--open job:NAMESPACE/NAME|run:NUMBER]...
             baton desktop --version | --self-check | --help
        --server URL        address of a coordinator, for example http://127.0.0.1:7070; may be
                            given several times, or once with commas
        --token-file FILE   file that holds the token
        --name NAME         what to call the connection
        --production        mark the connection as production
        --lang en|zh        language of the workbench
        --theme MODE        system, light or dark
        --settings FOLDER   where connections and layout are kept
        --open WHAT         show that job or run at once; may be given several times
        --version           say the version
        --self-check        say whether the workbench can work on this machine
      """;

  /**
   * @throws IllegalArgumentException if the command line cannot be understood; the message says
   *     what is wrong
   */
  public static DesktopOptions parse(List<String> arguments) {
    List<String> servers = new ArrayList<>();
    String tokenFile = "";
    String name = "";
    boolean production = false;
    Locale language = null;
    ThemeMode theme = null;
    Path settings = null;
    List<String> editors = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.equals("--production")) {
        production = true;
        continue;
      }
      if (!option.startsWith("--")) {
        throw new IllegalArgumentException("'" + option + "' is no option");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("option " + option + " needs a value");
      }
      String value = arguments.get(++i);
      switch (option) {
        case "--server" -> servers.addAll(List.of(value.split(",")));
        case "--token-file" -> tokenFile = value;
        case "--name" -> name = value;
        case "--lang" -> language = language(value);
        case "--theme" -> theme = theme(value);
        case "--settings" -> settings = Path.of(value);
        case "--open" -> editors.add(editor(value));
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
    }
    return new DesktopOptions(
        List.copyOf(servers),
        tokenFile,
        name,
        production,
        language,
        theme,
        settings,
        List.copyOf(editors));
  }

  private static String editor(String value) {
    if (!value.matches("job:[^/]+/[^/]+|(run|incident):[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "--open takes job:NAMESPACE/NAME, run:NUMBER or incident:NUMBER, not '" + value + "'");
    }
    return value;
  }

  private static Locale language(String value) {
    if (!value.startsWith("en") && !value.startsWith("zh")) {
      throw new IllegalArgumentException("--lang is en or zh, not '" + value + "'");
    }
    return Locale.forLanguageTag(value);
  }

  private static ThemeMode theme(String value) {
    try {
      return ThemeMode.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "--theme is system, light or dark, not '" + value + "'", unknown);
    }
  }
}
