package dev.baton.common.api.client;

import dev.baton.common.api.Problem;

/** A coordinator answered with a problem. */
public final class ProblemException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail() == null ? problem.title() : problem.detail(), null);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** HTTP status. */
  public int status() {
    return problem.status();
  }

  /** The word for programs, for example {@code not-found}. */
  public String code() {
    return problem.code();
  }
}
