package dev.baton.cli.faults;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 2m}, {@code 1h}. */
final class Span implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return switch (text.charAt(text.length() - 1)) {
        case 's' -> Duration.ofSeconds(number);
        case 'm' -> Duration.ofMinutes(number);
        case 'h' -> Duration.ofHours(number);
        default -> throw new NumberFormatException(text);
      };
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new TypeConversionException("'" + text + "' is no time; write 90s, 2m or 1h");
    }
  }
}
