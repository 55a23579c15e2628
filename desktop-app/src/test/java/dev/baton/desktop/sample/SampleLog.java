package dev.baton.desktop.sample;

/** A log with what logs hold: levels, colours, a stack trace, Chinese, a long line. */
final class SampleLog {
  private SampleLog() {}

  static String of(long run, String task, int attempt) {
    StringBuilder log = new StringBuilder();
    log.append("06:29:41.120 INFO  attempt ")
        .append(run)
        .append('/')
        .append(task)
        .append('/')
        .append(attempt)
        .append(" starts, fencing token 4.")
        .append(run * 10 + attempt)
        .append('\n');
    log.append("06:29:41.133 INFO  参数: station=seattle, years=2012,2013,2014,2015\n");
    log.append("06:29:41.140 INFO  \u001b[32mreading\u001b[0m part-2013.csv (365 rows)\n");
    for (int month = 1; month <= 12; month++) {
      log.append(
          String.format(
              "06:29:42.%03d INFO  month %02d: min %5.1f  max %5.1f  rain %6.1f mm%n",
              month * 31, month, -3.0 + month, 9.5 + month * 1.7, 160.0 - month * 9));
    }
    log.append("06:29:42.601 WARN  2 rows without wind speed, taking the mean of their month\n");
    log.append("06:29:42.640 INFO  ").append("checked ".repeat(40)).append('\n');
    log.append("06:29:42.702 ERROR chart: cannot open display, drawing without\n");
    log.append("java.awt.HeadlessException: no display\n");
    log.append("\tat dev.baton.samples.Chart.draw(Chart.java:71)\n");
    log.append("\tat dev.baton.samples.Chart.run(Chart.java:38)\n");
    for (int i = 0; i < 60; i++) {
      log.append(
          String.format(
              "06:29:%02d.%03d INFO  wrote block %d, %d bytes%n",
              43 + i / 20, i * 16 % 1000, i, 4096 + i * 7));
    }
    return log.toString();
  }
}
