package dev.baton.cli.run;

import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.api.client.UnreachableException;
import java.io.PrintWriter;

/** A time in which nobody answers, which whoever follows a run sits out; said once each time. */
final class Absence {
  private final PrintWriter err;
  private boolean told;

  Absence(PrintWriter err) {
    this.err = err;
  }

  /** Somebody answers. */
  void over() {
    told = false;
  }

  /** Throws what no waiting can mend. */
  void bear(ClientException e, long run) {
    boolean mayPass =
        switch (e) {
          case UnreachableException unreachable -> true;
          case ProblemException problem -> problem.status() == 503 || problem.status() == 429;
        };
    if (!mayPass) {
      throw e;
    }
    if (!told) {
      err.println("Still waiting for run " + run + ": " + e.getMessage());
      err.flush();
    }
    told = true;
  }
}
