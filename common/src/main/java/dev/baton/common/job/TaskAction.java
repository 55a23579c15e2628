package dev.baton.common.job;

import java.util.List;
import java.util.SortedMap;

/** What a task does: its kind and what the kind needs. */
public sealed interface TaskAction {
  /** The word in the job file: shell, command, python, script, http, java. */
  String kind();

  /** A script for {@code sh}. */
  record Shell(String script) implements TaskAction {
    @Override
    public String kind() {
      return "shell";
    }
  }

  /** A program and its arguments, with no shell between. */
  record Command(List<String> argv) implements TaskAction {
    public Command {
      argv = List.copyOf(argv);
    }

    @Override
    public String kind() {
      return "command";
    }
  }

  /**
   * A script handed to an interpreter as a file: {@code python: "print(1)"}, or {@code script:}
   * with {@code interpreter: [node]}.
   */
  record Script(List<String> interpreter, String script) implements TaskAction {
    public Script {
      interpreter = List.copyOf(interpreter);
    }

    @Override
    public String kind() {
      return interpreter.equals(List.of("python3")) ? "python" : "script";
    }
  }

  /**
   * A request; it succeeds if the answer's status is in the range.
   *
   * @param body null = none
   * @param expectStatusFrom first status that counts as success
   * @param expectStatusTo last status that counts as success
   */
  record Http(
      String method,
      String url,
      SortedMap<String, String> headers,
      String body,
      int expectStatusFrom,
      int expectStatusTo)
      implements TaskAction {
    public Http {
      headers = SortedMaps.copyOf(headers);
    }

    @Override
    public String kind() {
      return "http";
    }
  }

  /**
   * A handler in a jar that the executor has, by its name or class name.
   *
   * @param forked runs in a JVM of its own, so that it can be ended by force
   */
  record Java(String handler, SortedMap<String, String> args, boolean forked)
      implements TaskAction {
    public Java {
      args = SortedMaps.copyOf(args);
    }

    @Override
    public String kind() {
      return "java";
    }
  }
}
