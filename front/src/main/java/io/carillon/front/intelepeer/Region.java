package io.carillon.front.intelepeer;

import io.carillon.wire.http.Request;
import java.util.Locale;

/// Which of the two hosts a request was sent to: messages of EU numbers go to one of their own.
final class Region {
  /// The region of messages that came in by the host for EU numbers.
  static final String EU = "eu";

  /// The region of all others.
  static final String OTHER = "default";

  private Region() {}

  /// The region of a request, by the name in its header `Host`; a port there counts for nothing.
  static String of(Request request, String euHost) {
    var host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    var name = port < 0 ? host : host.substring(0, port);
    return name.equals(euHost.toLowerCase(Locale.ROOT)) ? EU : OTHER;
  }
}
