package dev.baton.common.jobfile;

import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.text.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads what a task does. */
final class ActionReader {
  /** Each task has one of these. */
  static final List<String> KINDS = List.of("shell", "command", "python", "script", "http", "java");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final List<String> PYTHON = List.of("python3");
  private static final int MAX_HANDLER = 256;

  /** A class name, or a handler's own name. */
  private static final Pattern HANDLER = Pattern.compile("[\\p{L}\\p{N}_$][\\p{L}\\p{N}._$-]*");

  /** RFC 9110, token. */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final Problems problems;
  private final Values values;

  ActionReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  /** Null if it cannot be read, which is reported. */
  TaskAction read(Fields fields, String kind) {
    onlyWith(fields, kind, "interpreter", "script");
    onlyWith(fields, kind, "args", "java");
    onlyWith(fields, kind, "forked", "java");
    Field field = fields.get(kind);
    if (field == null) {
      return null;
    }
    return switch (kind) {
      case "shell" -> {
        String script = values.filledText(field, JobFileLimits.MAX_SCRIPT);
        yield script == null ? null : new TaskAction.Shell(script);
      }
      case "python" -> {
        String script = values.filledText(field, JobFileLimits.MAX_SCRIPT);
        yield script == null ? null : new TaskAction.Script(PYTHON, script);
      }
      case "script" -> script(field, fields);
      case "command" -> {
        List<String> argv = program(field, "write for example [rsync, -a, from, to], or use shell");
        yield argv.isEmpty() ? null : new TaskAction.Command(argv);
      }
      case "http" -> http(field);
      default -> java(field, fields);
    };
  }

  private void onlyWith(Fields fields, String kind, String name, String owner) {
    if (fields.has(name) && !kind.equals(owner)) {
      problems.add(
          fields.get(name),
          "'" + name + "' goes with " + owner + ", not with " + kind,
          "leave it out");
    }
  }

  private TaskAction script(Field field, Fields fields) {
    String script = values.filledText(field, JobFileLimits.MAX_SCRIPT);
    Field by = fields.require("interpreter", "write for example interpreter: [node]");
    List<String> interpreter = by == null ? List.of() : program(by, "write for example [node]");
    return script == null || interpreter.isEmpty()
        ? null
        : new TaskAction.Script(interpreter, script);
  }

  /** Program and arguments; empty if they cannot be read, which is reported. */
  private List<String> program(Field field, String fix) {
    List<Field> items = values.items(field, JobFileLimits.MAX_ARGV);
    if (items.isEmpty() && field.node() instanceof Node.Sequence) {
      problems.add(field, "'" + field.name() + "' names no program", fix);
      return List.of();
    }
    List<String> argv = values.texts(field, JobFileLimits.MAX_ARGV);
    if (argv.size() < items.size()) {
      return List.of();
    }
    if (!argv.isEmpty() && argv.get(0).isBlank()) {
      problems.add(items.get(0), "the program's name is empty", fix);
      return List.of();
    }
    return argv;
  }

  private TaskAction http(Field field) {
    List<String> known = List.of("method", "url", "headers", "body", "expectStatus");
    Fields fields = Fields.of(field, "http", known, problems);
    if (fields == null) {
      return null;
    }
    String method = method(fields.get("method"));
    String url = url(fields.require("url", "write url: https://..."));
    SortedMap<String, String> headers = headers(fields.get("headers"));
    String body = values.text(fields.get("body"), JobFileLimits.MAX_SCRIPT);
    int[] status = expectStatus(fields.get("expectStatus"));
    return url == null || method == null
        ? null
        : new TaskAction.Http(method, url, headers, body, status[0], status[1]);
  }

  private String method(Field field) {
    if (field == null) {
      return "GET";
    }
    String method = values.text(field, JobFileLimits.MAX_VALUE);
    if (method == null || METHODS.contains(method)) {
      return method;
    }
    String near = Nearest.to(method, METHODS);
    problems.add(
        field,
        "'" + Values.shorten(method) + "' is no method",
        near != null ? "did you mean " + near + "?" : "use " + String.join(", ", METHODS));
    return null;
  }

  /** Checked as far as it can be before the run's values are filled in. */
  private String url(Field field) {
    String url = values.filledText(field, JobFileLimits.MAX_VALUE);
    if (url == null || url.contains("${")) {
      return url;
    }
    try {
      URI uri = new URI(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException noUrl) {
      // Falls through to the one message for both.
    }
    problems.add(
        field,
        "'" + Values.shorten(url) + "' is no address",
        "write http://host/... or https://host/...");
    return null;
  }

  private SortedMap<String, String> headers(Field field) {
    SortedMap<String, String> headers = values.map(field, null);
    headers.forEach((name, value) -> {
      if (!HEADER.matcher(name).matches() || value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        problems.add(
            field,
            "'" + Values.shorten(name) + "' cannot be a header with this value",
            "a name has letters, digits and '-'; a value has one line");
      }
    });
    return headers;
  }

  /** {@code 200} or {@code 200-299}. */
  private int[] expectStatus(Field field) {
    int[] any2xx = {200, 299};
    String text = values.text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return any2xx;
    }
    int dash = text.indexOf('-');
    int from = status(dash < 0 ? text : text.substring(0, dash));
    int to = dash < 0 ? from : status(text.substring(dash + 1));
    if (from < 0 || to < from) {
      problems.add(
          field,
          "'" + Values.shorten(text) + "' is no status",
          "write 200, or a range such as 200-299");
      return any2xx;
    }
    return new int[] {from, to};
  }

  private static int status(String text) {
    String digits = text.strip();
    if (digits.length() != 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int status = Integer.parseInt(digits);
    return status >= 100 && status <= 599 ? status : -1;
  }

  private TaskAction java(Field field, Fields fields) {
    String handler = values.filledText(field, JobFileLimits.MAX_VALUE);
    SortedMap<String, String> args =
        fields.has("args") ? values.map(fields.get("args"), "argument name") : SortedMaps.empty();
    boolean forked = values.flag(fields.get("forked"), false);
    if (handler == null) {
      return null;
    }
    if (handler.length() > MAX_HANDLER || !HANDLER.matcher(handler).matches()) {
      problems.add(
          field,
          "'" + Values.shorten(handler) + "' is no handler",
          "write the class name, for example com.example.Report, or the handler's own name");
      return null;
    }
    return new TaskAction.Java(handler, args, forked);
  }
}
