package dev.baton.cli.lab.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Arguments: folder of rules, file of members ({@code PID NAME} lines), then doors and {@code
 * ADDRESS=NAME} for members with an address of their own.
 */
public final class RelayMain {
  private RelayMain() {}

  public static void main(String[] args) throws IOException {
    Path members = Path.of(args[1]);
    Map<String, String> byAddress = new HashMap<>();
    for (int i = 2; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      if (equals > 0) {
        byAddress.put(args[i].substring(0, equals), args[i].substring(equals + 1));
      }
    }
    RuleBook rules = new RuleBook(Path.of(args[0]));
    rules.read();
    rules.watch();
    Callers callers = new Callers(byAddress, () -> processes(members));
    for (int i = 2; i < args.length; i++) {
      if (args[i].indexOf('=') < 0) {
        new DoorKeeper(Door.parse(args[i]), rules, callers).start();
      }
    }
  }

  private static Map<Long, String> processes(Path members) {
    Map<Long, String> found = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(members)) {
        String[] words = line.split(" ", 2);
        found.put(Long.parseLong(words[0]), words[1]);
      }
    } catch (IOException e) {
      // Nothing has been started yet.
    }
    return found;
  }
}
