package dev.baton.coordinator.api.http;

import dev.baton.common.api.ApiHeaders;
import dev.baton.common.id.Names;
import dev.baton.coordinator.api.auth.Caller;
import dev.baton.coordinator.api.auth.Tokens;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * What can be said of a request before its body comes: whether the path exists, whether the caller
 * may, whether the body will be taken.
 */
record RequestHead(
    Router.Found found,
    String target,
    QueryText query,
    String contentType,
    Caller caller,
    String origin,
    String authorization,
    int hops,
    boolean wantsEvents) {
  private static final String BEARER = "Bearer ";
  private static final int MAX_HOPS_TEXT = 3;
  private static final int MAX_TYPE_LENGTH = 100;

  /**
   * @throws ProblemFailure if the request is refused; nothing of its body has been read then
   */
  static RequestHead check(HttpRequest http, Router router, Tokens tokens, String remote) {
    checkDecoded(http.decoderResult());
    String target = http.uri();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Router.Found found = router.find(http.method().name(), path);
    Route route = found.route();
    String authorization = http.headers().get(HttpHeaderNames.AUTHORIZATION);
    Caller caller = route.role() == null ? null : callerOf(authorization, route, tokens);
    String type = checkBody(http, route);
    QueryText query = QueryText.parse(mark < 0 ? null : target.substring(mark + 1), route.query());
    String behalf = http.headers().get(ApiHeaders.ON_BEHALF_OF);
    return new RequestHead(
        found,
        target,
        query,
        type,
        caller,
        // Told by whoever holds a token, so kept as hearsay behind the address that we know.
        behalf == null ? remote : remote + " for " + printable(behalf),
        authorization,
        hopsOf(http),
        route.upgrades() && isWebSocket(http));
  }

  Request withBody(byte[] body) {
    return new Request(
        found.route(),
        target,
        found.values(),
        query,
        contentType,
        body,
        caller,
        origin,
        authorization,
        hops);
  }

  private static void checkDecoded(DecoderResult result) {
    if (result.isSuccess()) {
      return;
    }
    if (result.cause() instanceof TooLongHttpLineException) {
      throw ProblemFailure.of(
          ProblemCode.PATH_TOO_LONG,
          "The path with its query is longer than this coordinator reads. Ask for less at once.");
    }
    if (result.cause() instanceof TooLongHttpHeaderException) {
      throw ProblemFailure.of(
          ProblemCode.HEADERS_TOO_LARGE,
          "The headers are larger than this coordinator reads. Send fewer or shorter ones.");
    }
    throw ProblemFailure.of(
        ProblemCode.BAD_REQUEST, "This is no HTTP request that the coordinator can read.");
  }

  private static Caller callerOf(String authorization, Route route, Tokens tokens) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw ProblemFailure.of(
          ProblemCode.UNAUTHORIZED,
          "The request carries no token. Send it as 'Authorization: Bearer TOKEN'; the tokens stand"
              + " in the file 'tokens' of the coordinator's data directory.");
    }
    Caller caller =
        tokens
            .callerOf(authorization.substring(BEARER.length()).strip())
            .orElseThrow(() ->
                ProblemFailure.of(
                    ProblemCode.UNAUTHORIZED,
                    "This coordinator does not know the token. Take one from the file 'tokens'"
                        + " of its data directory; the coordinators of a cluster share them."));
    if (!caller.may(route.role())) {
      throw ProblemFailure.of(
          ProblemCode.FORBIDDEN,
          "The token of '"
              + caller.name()
              + "' has the role "
              + word(caller.role())
              + ", and this needs "
              + word(route.role())
              + ". Use a token with that role.");
    }
    return caller;
  }

  private static String checkBody(HttpRequest http, Route route) {
    String type = http.headers().get(HttpHeaderNames.CONTENT_TYPE);
    long length;
    try {
      length = HttpUtil.getContentLength(http, 0L);
    } catch (NumberFormatException e) {
      throw ProblemFailure.of(ProblemCode.BAD_REQUEST, "The header Content-Length is no number.");
    }
    boolean hasBody = length > 0 || HttpUtil.isTransferEncodingChunked(http);
    if (!hasBody) {
      return type;
    }
    if (length > route.body().maxBytes()) {
      throw tooLarge(route);
    }
    if (route.body() != Route.Body.NONE && !route.body().accepts(type)) {
      throw ProblemFailure.of(
          ProblemCode.UNSUPPORTED_TYPE,
          "The body's type is "
              + (type == null ? "not given" : "'" + cut(type, MAX_TYPE_LENGTH) + "'")
              + "; send Content-Type: "
              + (route.body() == Route.Body.JOB_FILE
                  ? "application/yaml or application/json."
                  : "application/json."));
    }
    return type;
  }

  static ProblemFailure tooLarge(Route route) {
    return ProblemFailure.of(
        ProblemCode.TOO_LARGE,
        route.body() == Route.Body.NONE
            ? "This path takes no body. Nothing was done."
            : "The body is larger than "
                + route.body().maxBytes()
                + " bytes, so it was not read to its end and nothing was done. Send less.");
  }

  private static int hopsOf(HttpRequest http) {
    String text = http.headers().get(ApiHeaders.HOPS);
    if (text == null) {
      return 0;
    }
    if (text.length() > MAX_HOPS_TEXT || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Integer.MAX_VALUE; // As good as too many.
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static boolean isWebSocket(HttpRequest http) {
    return http.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && http.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  private static String printable(String text) {
    return cut(text, Names.MAX_LENGTH).replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  private static String word(Enum<?> role) {
    return role.name().toLowerCase(java.util.Locale.ROOT);
  }
}
