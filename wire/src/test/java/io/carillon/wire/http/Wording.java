package io.carillon.wire.http;

import java.util.List;

/// A dialect of the tests: each problem is named in the body.
final class Wording {
  static final Errors NAMED =
      (request, problem) ->
          Reply.json(
              problem.status(),
              ("{\"problem\":\"" + word(problem) + "\",\"path\":\"" + request.path() + "\"}")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));

  private Wording() {}

  static Mount mount(String prefix, Route... routes) {
    return new Mount(prefix, List.of(routes), NAMED);
  }

  static HttpServer serve(Route... routes) {
    return HttpServer.start(HttpSettings.loopback(), List.of(mount("", routes)));
  }

  static HttpServer serve(HttpLimits limits, Route... routes) {
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, limits);
    return HttpServer.start(settings, List.of(mount("", routes)));
  }

  static String word(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> "not found";
      case Problem.MethodNotAllowed(var allowed) -> "not allowed " + allowed;
      case Problem.BodyTooLarge(var limit) -> "over " + limit;
      case Problem.TimedOut _ -> "timed out";
      case Problem.Overloaded _ -> "overloaded";
      case Problem.TooMany _ -> "too many";
      case Problem.Malformed(_, var why) -> "malformed: " + why;
      case Problem.Broken _ -> "broken";
    };
  }
}
