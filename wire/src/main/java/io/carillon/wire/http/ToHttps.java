package io.carillon.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/// What a plain port answers beside one with TLS: who only reads is sent there, whoever brings
/// something is told to go there, for what they brought has been on the wire in the clear already
/// and they should hear of it.
public final class ToHttps {
  /// As in a Host header (RFC 9110 section 7.2), without what could not stand in a URL.
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  private static final int HTTPS = 443;

  private ToHttps() {}

  /// All that such a port serves.
  ///
  /// @param port the one with TLS
  public static List<Mount> mounts(IntSupplier port) {
    return List.of(new Mount("", List.of(), (request, problem) -> reply(request, problem, port)));
  }

  private static Reply reply(Request request, Problem problem, IntSupplier port) {
    Optional<String> place = place(request, port.getAsInt());
    boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
    if (problem instanceof Problem.NotFound && reads && place.isPresent()) {
      return Reply.empty(308).with("Location", place.get());
    }
    String what =
        problem instanceof Problem.NotFound
            ? "This port takes nothing: call the server by https."
            : "The request could not be read, and this port takes nothing: call by https.";
    int status = problem instanceof Problem.NotFound ? 403 : problem.status();
    byte[] body =
        ("{\"error\":{\"code\":\"https_only\",\"message\":\"" + what + "\"}}")
            .getBytes(StandardCharsets.UTF_8);
    return Reply.json(status, body);
  }

  private static Optional<String> place(Request request, int port) {
    var host = HOST.matcher(request.header("Host").orElse(""));
    if (!host.matches()) {
      return Optional.empty();
    }
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    String authority = host.group(1) + (port == HTTPS ? "" : ":" + port);
    String target = authority + request.path() + query;
    boolean visible = target.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return visible && request.path().startsWith("/")
        ? Optional.of("https://" + target)
        : Optional.empty();
  }
}
