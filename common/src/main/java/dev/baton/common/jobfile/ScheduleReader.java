package dev.baton.common.jobfile;

import dev.baton.common.job.DstRule;
import dev.baton.common.job.DstRule.Gap;
import dev.baton.common.job.DstRule.Overlap;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.jobfile.Node.Scalar;
import dev.baton.common.schedule.CronExpression;
import dev.baton.common.schedule.ScheduleSyntaxException;
import dev.baton.common.schedule.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the schedules of a job. */
final class ScheduleReader {
  static final MisfirePolicy DEFAULT_MISFIRE = MisfirePolicy.FIRE_ONCE;
  static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

  /** Keeps a job without work from running without pause. */
  private static final Duration MIN_DELAY = Duration.ofMillis(100);

  /** Each schedule has one of these. */
  private static final List<String> TIMINGS = List.of("cron", "every", "delay", "at");

  static final List<String> FIELDS =
      List.of(
          "cron",
          "every",
          "delay",
          "at",
          "name",
          "zone",
          "dst",
          "startAt",
          "misfire",
          "misfireThreshold",
          "catchUpWindow");

  private final Problems problems;
  private final Values values;
  private final Map<String, Integer> unnamed = new TreeMap<>();
  private final TreeSet<String> names = new TreeSet<>();

  ScheduleReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  List<ScheduleSpec> read(List<Field> items) {
    List<ScheduleSpec> schedules = new ArrayList<>();
    for (Field item : items) {
      ScheduleSpec schedule = schedule(item);
      if (schedule != null) {
        schedules.add(schedule);
      }
    }
    return schedules;
  }

  private ScheduleSpec schedule(Field item) {
    Fields fields = Fields.of(item, "a schedule", FIELDS, problems);
    String kind = fields == null ? null : kind(item, fields);
    if (kind == null) {
      return null;
    }
    refuseWrongKind(fields, kind, "zone", "cron");
    refuseWrongKind(fields, kind, "dst", "cron");
    refuseWrongKind(fields, kind, "startAt", "every", "delay");
    String name = name(item, fields, kind);
    Timing timing = timing(fields, kind);
    MisfirePolicy misfire =
        values.word(fields.get("misfire"), MisfirePolicy.class, DEFAULT_MISFIRE);
    Duration threshold =
        values.duration(
            fields.get("misfireThreshold"), Duration.ZERO, ScheduleSpec.DEFAULT_MISFIRE_THRESHOLD);
    Duration window =
        values.duration(
            fields.get("catchUpWindow"), Duration.ZERO, ScheduleSpec.DEFAULT_CATCH_UP_WINDOW);
    return name == null || timing == null
        ? null
        : new ScheduleSpec(name, timing, misfire, threshold, window);
  }

  private String kind(Field item, Fields fields) {
    List<String> given = TIMINGS.stream().filter(fields::has).toList();
    if (given.size() == 1) {
      return given.get(0);
    }
    problems.add(
        item,
        given.isEmpty()
            ? "the schedule does not say when it fires"
            : "the schedule says when it fires in "
                + given.size()
                + " ways: "
                + String.join(", ", given),
        "give it one of cron, every, delay, at");
    return null;
  }

  private void refuseWrongKind(Fields fields, String kind, String field, String... kinds) {
    if (fields.has(field) && !List.of(kinds).contains(kind)) {
      problems.add(
          fields.get(field),
          "'" + field + "' goes with " + String.join(" and ", kinds) + ", not with " + kind,
          "leave it out");
    }
  }

  private String name(Field item, Fields fields, String kind) {
    String name;
    if (fields.has("name")) {
      name = values.name(fields.get("name"), "schedule name");
    } else {
      name = kind + "-" + unnamed.merge(kind, 1, Integer::sum);
    }
    if (name != null && !names.add(name)) {
      problems.add(
          fields.has("name") ? fields.get("name") : item,
          "two schedules are named '" + name + "'",
          "give each schedule of the job a name of its own");
      return null;
    }
    return name;
  }

  private Timing timing(Fields fields, String kind) {
    Field field = fields.get(kind);
    if (field == null) {
      return null;
    }
    return switch (kind) {
      case "cron" -> cron(field, fields);
      case "every" -> {
        Duration every = values.duration(field, Timing.FixedRate.MIN_EVERY, null);
        Instant startAt = values.instant(fields.get("startAt"));
        yield every == null ? null : new Timing.FixedRate(every, startAt);
      }
      case "delay" -> {
        Duration delay = values.duration(field, MIN_DELAY, null);
        Instant startAt = values.instant(fields.get("startAt"));
        yield delay == null ? null : new Timing.FixedDelay(delay, startAt);
      }
      default -> {
        Instant at = values.instant(field);
        yield at == null ? null : new Timing.Once(at);
      }
    };
  }

  private Timing cron(Field field, Fields fields) {
    CronExpression expression = expression(field);
    ZoneId zone = zone(fields.get("zone"));
    DstRule dst = dst(fields.get("dst"));
    return expression == null || zone == null
        ? null
        : new Timing.Cron(expression.toString(), zone, dst);
  }

  private CronExpression expression(Field field) {
    String text = values.text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return null;
    }
    try {
      CronExpression expression = CronExpression.parse(text);
      if (!expression.everFires()) {
        problems.add(
            field, "this cron expression never fires: no such day comes", "check day and month");
      }
      return expression;
    } catch (ScheduleSyntaxException e) {
      int first = ((Scalar) field.node()).firstColumn();
      int column = first == 0 ? field.node().column() : first + e.column() - 1;
      problems.add(field.node().line(), column, field.path(), e.getMessage(), e.fix());
      return null;
    }
  }

  private ZoneId zone(Field field) {
    if (field == null) {
      return DEFAULT_ZONE;
    }
    String text = values.text(field, JobFileLimits.MAX_VALUE);
    if (text == null) {
      return null;
    }
    try {
      return Zones.parse(text);
    } catch (ScheduleSyntaxException e) {
      problems.add(field, e.getMessage(), e.fix());
      return null;
    }
  }

  private DstRule dst(Field field) {
    if (field == null) {
      return DstRule.DEFAULT;
    }
    Fields fields = Fields.of(field, "dst", List.of("gap", "overlap"), problems);
    if (fields == null) {
      return DstRule.DEFAULT;
    }
    return new DstRule(
        values.word(fields.get("gap"), Gap.class, DstRule.DEFAULT.gap()),
        values.word(fields.get("overlap"), Overlap.class, DstRule.DEFAULT.overlap()));
  }
}
