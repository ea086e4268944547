package io.carillon.wire.http;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The routes of one dialect under one prefix, and how that dialect words what went wrong there.
///
/// The mount with the longest prefix owns a path that no route has. The prefix is `""` (the whole
/// server) or begins with a slash and does not end with one. Two mounts never share a prefix.
///
/// @param requestIds names a request when somebody asks for its name (`Request.id`)
/// @param open whether anybody may ask here, without showing who they are: then `Visitors` says how
///   often
public record Mount(
    String prefix, List<Route> routes, Errors errors, Supplier<String> requestIds, boolean open) {
  public Mount {
    if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
      throw new IllegalArgumentException("not a prefix: " + prefix);
    }
    routes = List.copyOf(routes);
  }

  /// A mount whose handlers see to it who asks.
  public Mount(String prefix, List<Route> routes, Errors errors, Supplier<String> requestIds) {
    this(prefix, routes, errors, requestIds, false);
  }

  /// A mount whose requests are named by random UUIDs.
  public Mount(String prefix, List<Route> routes, Errors errors) {
    this(prefix, routes, errors, () -> UUID.randomUUID().toString());
  }

  /// This one, where anybody may ask.
  public Mount opened() {
    return new Mount(prefix, routes, errors, requestIds, true);
  }

  /// Owns what nobody else does: bare status lines in plain text.
  static Mount last() {
    Errors bare = (_, problem) -> Reply.text(problem.status(), problem.status() + "\n");
    return new Mount("", List.of(), bare);
  }

  boolean owns(String path) {
    return path.startsWith(prefix)
        && (prefix.isEmpty()
            || path.length() == prefix.length()
            || path.charAt(prefix.length()) == '/');
  }
}
