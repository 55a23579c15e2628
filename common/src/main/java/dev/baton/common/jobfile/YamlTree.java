package dev.baton.common.jobfile;

import dev.baton.common.jobfile.Node.Scalar;
import dev.baton.common.text.WholeCharacters;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML into a tree, event by event, so that a limit stops it early. */
final class YamlTree {
  private static final int MIN_PIECE = 1_024;

  /**
   * The parser reads the text in pieces of so many characters and copies what it has at each: with
   * its own 1,024 a single word of 5 MiB took seconds.
   */
  private static final int MAX_PIECE = 512 * 1_024;

  private final String text;
  private final TreeBuilder builder = new TreeBuilder();

  private YamlTree(String text) {
    this.text = text;
  }

  /** Null for an empty document. */
  static Node parse(String text) throws SyntaxFault {
    return new YamlTree(text).parse();
  }

  private Node parse() throws SyntaxFault {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(JobFileLimits.MAX_FILE_BYTES)
            .setBufferSize(Math.max(MIN_PIECE, Math.min(MAX_PIECE, text.length() + 1)))
            .build();
    try {
      Iterator<Event> events =
          new Parse(settings).parseReader(new WholeCharacters(text)).iterator();
      Mark last = null;
      for (Event event = next(events, last); event != null; event = next(events, last)) {
        last = event.getEndMark().orElse(last);
        take(event);
      }
      return builder.root();
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      throw new SyntaxFault(
          line(mark), column(mark), "not YAML: " + context + e.getProblem(), hint(e.getProblem()));
    } catch (ReaderException e) {
      throw strangeCharacter(e);
    } catch (YamlEngineException e) {
      throw new SyntaxFault(1, 1, "not YAML: " + e.getMessage(), null);
    }
  }

  /**
   * Null at the end. The parser has faults of its own: an escape that is cut short or names no
   * character is an IllegalArgumentException to it.
   */
  private static Event next(Iterator<Event> events, Mark last) throws SyntaxFault {
    try {
      return events.hasNext() ? events.next() : null;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SyntaxFault(
          line(last),
          column(last),
          "not YAML: the value behind this place cannot be read",
          "look for an escape such as \\x or \\u without its digits");
    }
  }

  private void take(Event event) throws SyntaxFault {
    Mark start = event.getStartMark().orElse(null);
    switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event, start);
      case MappingStart, SequenceStart -> {
        CollectionStartEvent begun = (CollectionStartEvent) event;
        refuseTag(begun.getTag(), start);
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        builder.begin(mapping, line(start), column(start), name(begun.getAnchor()));
      }
      case MappingEnd, SequenceEnd -> builder.end();
      case Alias -> {
        String name = ((AliasEvent) event).getAlias().getValue();
        builder.alias(name, line(start), column(start));
      }
      case DocumentStart -> {
        if (builder.isFinished()) {
          throw new SyntaxFault(
              line(start),
              column(start),
              "a second document begins here",
              "write one job per file, without '---' between");
        }
      }
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  private void scalar(ScalarEvent event, Mark start) throws SyntaxFault {
    refuseTag(event.getTag(), start);
    String value = event.getValue();
    builder.scalar(
        new Scalar(
            line(start),
            column(start),
            value,
            event.isPlain() && isNull(value),
            firstColumn(event, start)),
        name(event.getAnchor()));
  }

  private static boolean isNull(String value) {
    return value.isEmpty()
        || value.equals("~")
        || value.equals("null")
        || value.equals("Null")
        || value.equals("NULL");
  }

  /** Whether the text stands in the file as it is shows in its length there. */
  private static int firstColumn(ScalarEvent event, Mark start) {
    Mark end = event.getEndMark().orElse(null);
    ScalarStyle style = event.getScalarStyle();
    if (start == null
        || end == null
        || style == ScalarStyle.LITERAL
        || style == ScalarStyle.FOLDED
        || start.getLine() != end.getLine()) {
      return 0;
    }
    int quotes = event.isPlain() ? 0 : 1;
    int length = event.getValue().codePointCount(0, event.getValue().length());
    boolean asItIs = end.getIndex() - start.getIndex() == length + 2 * quotes;
    return asItIs ? column(start) + quotes : 0;
  }

  private static void refuseTag(Optional<String> tag, Mark mark) throws SyntaxFault {
    if (tag.isPresent()) {
      throw new SyntaxFault(
          line(mark),
          column(mark),
          "tags such as '" + tag.get() + "' are not read",
          "leave it out");
    }
  }

  private static String name(Optional<Anchor> anchor) {
    return anchor.map(Anchor::getValue).orElse(null);
  }

  private static int line(Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static int column(Mark mark) {
    return mark == null ? 1 : mark.getColumn() + 1;
  }

  /** The parser counts characters from the start of the text here, not lines. */
  private SyntaxFault strangeCharacter(ReaderException e) {
    int line = 1;
    int column = 1;
    int at = 0;
    for (int i = 0; i < e.getPosition() && at < text.length(); i++) {
      boolean newLine = text.charAt(at) == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
      at = text.offsetByCodePoints(at, 1);
    }
    return new SyntaxFault(
        line,
        column,
        "the character U+%04X may not stand in a job file".formatted(e.getCodePoint()),
        "remove it, or write it as an escape in double quotes");
  }

  private static String hint(String problem) {
    if (problem.contains("TAB")) {
      return "indent with spaces, not with tabs";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "check the indentation, and put a value that holds ': ' in quotes";
    }
    if (problem.contains("could not find expected ':'")) {
      return "write 'name: value', with a space after the colon";
    }
    if (problem.contains("escape character")) {
      return "use single quotes, or write \\\\ for a backslash";
    }
    if (problem.contains("<block end>")) {
      return "check the indentation of this line against the lines above";
    }
    if (problem.contains("end of stream") || problem.contains("<stream end>")) {
      return "close the quote or bracket that was opened before";
    }
    if (problem.contains("cannot start any token")) {
      return "put the value in quotes";
    }
    return null;
  }
}
