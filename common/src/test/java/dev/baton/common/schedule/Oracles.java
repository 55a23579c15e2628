package dev.baton.common.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;
import org.springframework.scheduling.support.CronExpression;

/** Other programs that compute fire times, asked for the first one after an instant. */
enum Oracles {
  CRON_UTILS {
    @Override
    Oracle of(String expression, ZoneId zone) {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
      ExecutionTime times = ExecutionTime.forCron(parser.parse(expression));
      return after ->
          times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant).orElse(null);
    }
  },
  QUARTZ {
    @Override
    Oracle of(String expression, ZoneId zone) {
      try {
        var cron = new org.quartz.CronExpression(expression);
        cron.setTimeZone(TimeZone.getTimeZone(zone));
        return after -> {
          Date next = cron.getNextValidTimeAfter(Date.from(after));
          return next == null ? null : next.toInstant();
        };
      } catch (ParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
  },
  SPRING {
    @Override
    Oracle of(String expression, ZoneId zone) {
      CronExpression cron = CronExpression.parse(expression);
      return after -> {
        ZonedDateTime next = cron.next(after.atZone(zone));
        return next == null ? null : next.toInstant();
      };
    }
  };

  /**
   * @throws IllegalArgumentException if this program does not read the expression
   */
  abstract Oracle of(String expression, ZoneId zone);

  /** One expression in one zone. */
  interface Oracle {
    /** Null = none. */
    Instant nextAfter(Instant after);
  }
}
