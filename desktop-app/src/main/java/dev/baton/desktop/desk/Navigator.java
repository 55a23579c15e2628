package dev.baton.desktop.desk;

/** Where one can go from a feature. */
public interface Navigator {
  /**
   * @param job {@code namespace/name}
   */
  void openJob(String job);

  void openRun(long run);

  void openIncident(long incident);

  /**
   * Opens whatever that names; other text opens nothing.
   *
   * @param id {@code job:namespace/name}, {@code run:17} or {@code incident:3}
   */
  void open(String id);

  /** Shows the list of incidents. */
  void showIncidents();

  /** Shows the log of what is selected. */
  void showLog();

  /** Shows the list of runs with those of that job. */
  void showRunsOf(String job);

  /** Shows the executors. */
  void showExecutors();
}
