package dev.baton.desktop.desk;

/** Where one can go from a feature. */
public interface Navigator {
  /**
   * @param job {@code namespace/name}
   */
  void openJob(String job);

  void openRun(long run);

  /** Shows the log of what is selected. */
  void showLog();

  /** Shows the list of runs with those of that job. */
  void showRunsOf(String job);

  /** Shows the executors. */
  void showExecutors();
}
