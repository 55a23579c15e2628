package dev.baton.executor.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file {@code start} that the guard reads: environment and command, as a shell understands
 * them. A file, because the JVM passes arguments and variables in the platform's encoding, which on
 * many servers is ASCII; here they are UTF-8 whatever the locale.
 */
final class StartFile {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private StartFile() {}

  static void write(AttemptPlace place, List<String> argv, Map<String, String> environment)
      throws IOException {
    Files.writeString(place.dir().resolve("start"), text(argv, environment));
  }

  static String text(List<String> argv, Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    environment.forEach((name, value) -> {
      if (!VARIABLE.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + name + "' is no name of a variable");
      }
      text.append("export ").append(name).append('=').append(quote(value)).append('\n');
    });
    text.append("set --");
    for (String argument : argv) {
      text.append(' ').append(quote(argument));
    }
    return text.append('\n').toString();
  }

  /** Nothing but the quote itself means anything between single quotes. */
  private static String quote(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character can't be given to a program");
    }
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
