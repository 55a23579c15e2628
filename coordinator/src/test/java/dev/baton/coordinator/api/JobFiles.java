package dev.baton.coordinator.api;

/** Job files for tests. */
final class JobFiles {
  static final String GOOD =
      """
      job: weather/report
      schedules:
        - cron: "0 0/5 * * * ?"
          zone: Asia/Shanghai
      tasks:
        - name: extract
          shell: ./extract.sh
        - name: report
          after: [extract]
          shell: ./report.sh
      """;

  private JobFiles() {}
}
