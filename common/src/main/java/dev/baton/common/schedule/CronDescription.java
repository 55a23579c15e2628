package dev.baton.common.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Locale;

/** Says in words what a cron expression means. For doors and screens, not for the core. */
public final class CronDescription {
  private CronDescription() {}

  /**
   * The expression in words, such as {@code every 5 minutes}; its own text where no words are
   * known.
   *
   * @param locale English and Chinese are known, among others
   */
  public static String describe(CronExpression expression, Locale locale) {
    CronParser parser =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    try {
      String fields = String.join(" ", expression.fields());
      return CronDescriptor.instance(locale).describe(parser.parse(fields));
    } catch (RuntimeException unknownToTheLibrary) {
      // It knows fewer forms than we read, and its faults have many types.
      return expression.toString();
    }
  }
}
