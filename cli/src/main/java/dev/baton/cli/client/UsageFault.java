package dev.baton.cli.client;

import dev.baton.common.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, names what was probably meant, and where help is. */
public final class UsageFault implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String message = e instanceof UnmatchedArgumentException u ? unmatched(u) : e.getMessage();
    line.getErr().println("baton: " + message);
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCodes.USAGE;
  }

  /** Makes a line say "'x' is no whole number" where it would name a type of Java. */
  public static void register(CommandLine line) {
    line.registerConverter(Long.class, whole(Long::valueOf));
    line.registerConverter(long.class, whole(Long::valueOf));
    line.registerConverter(Integer.class, whole(Integer::valueOf));
    line.registerConverter(int.class, whole(Integer::valueOf));
  }

  private static <T> ITypeConverter<T> whole(ITypeConverter<T> converter) {
    return text -> {
      try {
        return converter.convert(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no whole number");
      }
    };
  }

  /** The first word that was not understood; what follows it is often its value. */
  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine line = e.getCommandLine();
    String word = e.getUnmatched().getFirst();
    boolean isOption = word.startsWith("-");
    String name = isOption && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    List<String> known = new ArrayList<>();
    if (isOption) {
      line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(line.getSubcommands().keySet());
    }
    String near = Nearest.to(name, known);
    return "'"
        + line.getCommandSpec().qualifiedName()
        + "' knows no "
        + (isOption ? "option" : line.getSubcommands().isEmpty() ? "further word" : "command")
        + " '"
        + name
        + "'"
        + (near == null ? "." : "; did you mean '" + near + "'?");
  }
}
