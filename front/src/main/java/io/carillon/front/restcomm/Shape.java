package io.carillon.front.restcomm;

import io.carillon.wire.http.Request;
import java.util.Locale;
import java.util.regex.Pattern;

/// The shapes of a reply.
enum Shape {
  XML,
  JSON;

  private static final String SUFFIX = ".json";
  private static final Pattern CHANNELS =
      Pattern.compile("/[a-z]+/2012-04-24/Accounts(\\.json)?/[^/]*/Messages(\\.json)?(/.*)?");

  /// The one that a request asks for: JSON by `.json` in its path or by an `Accept` that names it,
  /// and always for the Messages API; else XML.
  static Shape of(Request request) {
    boolean json =
        request.path().contains(SUFFIX)
            || isChannels(request)
            || request.header("Accept").orElse("").toLowerCase(Locale.ROOT).contains("json");
    return json ? JSON : XML;
  }

  /// Whether a request is one to the Messages API, which always answers with a body.
  static boolean isChannels(Request request) {
    return CHANNELS.matcher(request.path()).matches();
  }
}
