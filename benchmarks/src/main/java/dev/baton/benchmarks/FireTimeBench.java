package dev.baton.benchmarks;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.Timing;
import dev.baton.common.schedule.FireTimes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.springframework.scheduling.support.CronExpression;

/**
 * Prints nanoseconds for one next fire time, beside cron-utils, Quartz and Spring. Each walks from
 * fire time to fire time, as a scheduler does. Processor time of this thread, best of several
 * rounds, so that a busy machine shows less.
 */
public final class FireTimeBench {
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 150_000_000L;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2090-01-01T00:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final List<String> EXPRESSIONS =
      List.of(
          "* * * * * ?",
          "0 0/5 * * * ?",
          "0 30 2 * * ?",
          "0 0 9-17 ? * MON-FRI",
          "0 0 0 1 * ?",
          "0 0 18 LW * ?",
          "0 0 8 ? * FRI#2",
          "0 0 0 29 2 ?");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private FireTimeBench() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws ParseException {
    System.out.printf(
        "nanoseconds of processor time for one next fire time in %s, best of %d rounds%n",
        ZONE, ROUNDS);
    System.out.printf(
        "%-24s %10s %12s %10s %10s%n", "expression", "Baton", "cron-utils", "Quartz", "Spring");
    for (String expression : EXPRESSIONS) {
      System.out.printf(
          "%-24s %10.0f %12.0f %10.0f %10.0f%n",
          expression,
          measure(baton(expression)),
          measure(cronUtils(expression)),
          measure(quartz(expression)),
          measure(spring(expression)));
    }
  }

  private static UnaryOperator<Instant> baton(String expression) {
    FireTimes times = FireTimes.of(new Timing.Cron(expression, ZONE, DstRule.DEFAULT));
    return times::nextAfter;
  }

  private static UnaryOperator<Instant> cronUtils(String expression) {
    CronParser parser =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    ExecutionTime times = ExecutionTime.forCron(parser.parse(expression));
    return after ->
        times.nextExecution(after.atZone(ZONE)).map(ZonedDateTime::toInstant).orElse(null);
  }

  private static UnaryOperator<Instant> quartz(String expression) throws ParseException {
    org.quartz.CronExpression cron = new org.quartz.CronExpression(expression);
    cron.setTimeZone(TimeZone.getTimeZone(ZONE));
    return after -> {
      Date next = cron.getNextValidTimeAfter(Date.from(after));
      return next == null ? null : next.toInstant();
    };
  }

  private static UnaryOperator<Instant> spring(String expression) {
    CronExpression cron = CronExpression.parse(expression);
    return after -> {
      ZonedDateTime next = cron.next(after.atZone(ZONE));
      return next == null ? null : next.toInstant();
    };
  }

  /** Nanoseconds of a call in the best round. */
  private static double measure(UnaryOperator<Instant> nextAfter) {
    double best = Double.MAX_VALUE;
    Instant at = START;
    for (int round = 0; round < ROUNDS; round++) {
      long calls = 0;
      long begin = THREADS.getCurrentThreadCpuTime();
      long nanos;
      do {
        for (int i = 0; i < 256; i++) {
          Instant next = nextAfter.apply(at);
          // Rare ones leave the known years soon: begin again.
          at = next == null || next.isAfter(END) ? START : next;
        }
        calls += 256;
        nanos = THREADS.getCurrentThreadCpuTime() - begin;
      } while (nanos < ROUND_NANOS);
      best = Math.min(best, (double) nanos / calls);
    }
    return best;
  }
}
