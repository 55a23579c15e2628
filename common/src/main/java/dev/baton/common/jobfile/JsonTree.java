package dev.baton.common.jobfile;

import dev.baton.common.jobfile.Node.Scalar;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON into a tree. A YAML parser reads most JSON, but not where it is indented with tabs.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // One more than ours, so that ours speaks first.
                  .maxNestingDepth(JobFileLimits.MAX_DEPTH + 1)
                  .maxStringLength(JobFileLimits.MAX_FILE_BYTES)
                  .build())
          .build();

  private JsonTree() {}

  static Node parse(String text) throws SyntaxFault {
    TreeBuilder builder = new TreeBuilder();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(builder, token, parser, text);
      }
      return builder.root();
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      throw new SyntaxFault(
          location == null ? 1 : Math.max(1, location.getLineNr()),
          location == null ? 1 : Math.max(1, location.getColumnNr()),
          "not JSON: " + e.getOriginalMessage(),
          null);
    }
  }

  private static void take(TreeBuilder builder, JsonToken token, JsonParser parser, String source)
      throws SyntaxFault {
    TokenStreamLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    if (builder.isFinished()) {
      throw new SyntaxFault(
          line, column, "something stands after the end of the job", "write one job per file");
    }
    switch (token) {
      case START_OBJECT, START_ARRAY ->
          builder.begin(token == JsonToken.START_OBJECT, line, column, null);
      case END_OBJECT, END_ARRAY -> builder.end();
      case PROPERTY_NAME, VALUE_STRING -> scalar(builder, parser, at, 1, source);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          scalar(builder, parser, at, 0, source);
      case VALUE_NULL -> builder.scalar(new Scalar(line, column, "", true, 0), null);
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new SyntaxFault(line, column, "not JSON: " + token, null);
    }
  }

  private static void scalar(
      TreeBuilder builder, JsonParser parser, TokenStreamLocation at, int quotes, String source)
      throws SyntaxFault {
    String text = parser.getString();
    boolean asItIs = source.startsWith(text, (int) at.getCharOffset() + quotes);
    int column = at.getColumnNr();
    builder.scalar(
        new Scalar(at.getLineNr(), column, text, false, asItIs ? column + quotes : 0), null);
  }
}
