package io.carillon.wire.http;

/// One method and path pattern, the longest body it takes, and what answers it.
///
/// A pattern is matched segment by segment. `/v1/messages/{id}` has a variable; a variable may have
/// text before and after it in its segment (`/bot{token}/…`, `{sid}.json`), and one at the end may
/// take all that is left, slashes included (`/assets/{file...}`). A variable is never empty. A
/// literal beats a variable, the longer text around a variable beats the shorter. A trailing slash
/// counts. A GET route also answers HEAD; OPTIONS is answered for every path that has routes.
///
/// @param bodyMax bytes; a longer body is `Problem.BodyTooLarge`
public record Route(String method, String pattern, int bodyMax, Handler handler) {
  /// What a GET or DELETE may carry: nobody reads it, but some clients send it.
  private static final int IDLE_BODY_MAX = 16 * 1024;

  public Route {
    if (!Field.isToken(method)) {
      throw new IllegalArgumentException("not a method: " + method);
    }
    if (!pattern.isEmpty() && !pattern.startsWith("/")) {
      throw new IllegalArgumentException("a pattern begins with a slash: " + pattern);
    }
    if (bodyMax < 0) {
      throw new IllegalArgumentException("bodyMax " + bodyMax);
    }
  }

  public static Route get(String pattern, Handler handler) {
    return new Route("GET", pattern, IDLE_BODY_MAX, handler);
  }

  public static Route post(String pattern, int bodyMax, Handler handler) {
    return new Route("POST", pattern, bodyMax, handler);
  }

  public static Route put(String pattern, int bodyMax, Handler handler) {
    return new Route("PUT", pattern, bodyMax, handler);
  }

  public static Route patch(String pattern, int bodyMax, Handler handler) {
    return new Route("PATCH", pattern, bodyMax, handler);
  }

  public static Route delete(String pattern, Handler handler) {
    return new Route("DELETE", pattern, IDLE_BODY_MAX, handler);
  }
}
