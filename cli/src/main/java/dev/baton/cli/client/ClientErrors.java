package dev.baton.cli.client;

import dev.baton.common.api.FileProblem;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.api.client.UnreachableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a sentence or two what went wrong, and turns it into an exit code. */
public final class ClientErrors implements IExecutionExceptionHandler {
  private static final String TRACE_VARIABLE = "BATON_TRACE";

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    return switch (e) {
      case ClientException failure -> client(failure, err);
      case UsageException usage -> {
        err.println("baton: " + usage.getMessage());
        yield ExitCodes.USAGE;
      }
      case InterruptedException interrupted -> ExitCodes.UNKNOWN_OUTCOME;
      default -> {
        err.println("baton: this should not happen: " + e + ". It is a fault of this program;");
        err.println("the same with BATON_TRACE=1 in the environment shows where.");
        if (System.getenv(TRACE_VARIABLE) != null) {
          e.printStackTrace(err);
        }
        yield ExitCodes.FAULT;
      }
    };
  }

  private static int client(ClientException e, PrintWriter err) {
    err.println("baton: " + e.getMessage());
    return switch (e) {
      case UnreachableException unreachable -> ExitCodes.UNREACHABLE;
      case ProblemException problem -> {
        if (problem.problem().problems() != null) {
          problem.problem().problems().forEach(each -> err.println("  " + lineOf(each)));
        }
        yield codeOf(problem);
      }
    };
  }

  private static int codeOf(ProblemException problem) {
    return switch (problem.status()) {
      case 401, 403 -> ExitCodes.NOT_ALLOWED;
      case 503 ->
          problem.code().equals("unknown-outcome")
              ? ExitCodes.UNKNOWN_OUTCOME
              : ExitCodes.UNREACHABLE;
      default -> ExitCodes.REFUSED;
    };
  }

  /** {@code line 3, column 9: no such task; fix}. */
  public static String lineOf(FileProblem problem) {
    String place =
        problem.line() == 0
            ? ""
            : "line "
                + problem.line()
                + (problem.column() == 0 ? "" : ", column " + problem.column())
                + ": ";
    return place + problem.message() + (problem.fix() == null ? "" : "; " + problem.fix());
  }
}
