package dev.baton.executor.task;

import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in {@code ${params.NAME}} and {@code ${inputs.task.key}}. */
final class Templates {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(params|inputs)\\.([^}]+)}");

  private final Map<String, Map<String, String>> values;

  Templates(StartOrder order) {
    values = Map.of("params", order.params(), "inputs", order.inputs());
  }

  /**
   * @param what is filled in, for the message
   * @throws StartFailure if a value is not there
   */
  String fill(String what, String text) throws StartFailure {
    return fill(what, text, UnaryOperator.identity());
  }

  /** Values are percent-encoded, except one at the very start, which may be a whole address. */
  String fillUrl(String url) throws StartFailure {
    Matcher first = PLACE.matcher(url);
    if (first.lookingAt()) {
      String head = fill("the url", first.group());
      return head + fill("the url", url.substring(first.end()), Templates::encode);
    }
    return fill("the url", url, Templates::encode);
  }

  private String fill(String what, String text, UnaryOperator<String> encoding)
      throws StartFailure {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Map<String, String> from = values.get(matcher.group(1));
      String value = from.get(matcher.group(2));
      if (value == null) {
        throw new StartFailure(
            what
                + " says "
                + matcher.group()
                + ", which this run does not have; its "
                + matcher.group(1)
                + " are "
                + from.keySet());
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(encoding.apply(value)));
    }
    return matcher.appendTail(filled).toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
