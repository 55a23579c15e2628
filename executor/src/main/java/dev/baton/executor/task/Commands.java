package dev.baton.executor.task;

import dev.baton.common.job.TaskAction;
import dev.baton.executor.guard.AttemptPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of each kind of task that is a process. */
final class Commands {
  private static final int MAX_SCRIPT_BYTES = 1024 * 1024;

  private Commands() {}

  /**
   * Runs the script with {@code sh}, from a file, so that its length has no limit of the kernel's.
   */
  static List<String> shell(TaskAction.Shell action, AttemptPlace place)
      throws StartFailure, IOException {
    return List.of(program("sh"), file(place, "script.sh", action.script()).toString());
  }

  static List<String> command(TaskAction.Command action) throws StartFailure {
    if (action.argv().isEmpty()) {
      throw new StartFailure("the command is empty; name a program and its arguments");
    }
    List<String> argv = new ArrayList<>(action.argv());
    argv.set(0, program(argv.get(0)));
    return argv;
  }

  static List<String> script(TaskAction.Script action, AttemptPlace place)
      throws StartFailure, IOException {
    if (action.interpreter().isEmpty()) {
      throw new StartFailure("the script names no interpreter; say for example [node]");
    }
    List<String> argv = new ArrayList<>(action.interpreter());
    argv.set(0, program(argv.get(0)));
    String name = action.kind().equals("python") ? "script.py" : "script";
    argv.add(file(place, name, action.script()).toString());
    return argv;
  }

  private static String program(String name) throws StartFailure {
    return Interpreters.find(name).orElseThrow(() -> new StartFailure(Interpreters.missing(name)));
  }

  private static Path file(AttemptPlace place, String name, String script)
      throws StartFailure, IOException {
    if (script.length() > MAX_SCRIPT_BYTES) {
      throw new StartFailure(
          "the script is longer than " + MAX_SCRIPT_BYTES + " characters; put it into a file");
    }
    return Files.writeString(place.dir().resolve(name), script);
  }
}
