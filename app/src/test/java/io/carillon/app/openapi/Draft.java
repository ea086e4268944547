package io.carillon.app.openapi;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request as it is to stand on the wire. Lines are written as they are given, so a hostile one
/// may hold anything.
///
/// @param target path and query, escaped as they are meant to be
/// @param fields whole header lines without their ends; `Host` and `Content-Length` come by
///   themselves
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Draft(String method, String target, List<String> fields, byte[] body) {
  Draft {
    fields = List.copyOf(fields);
  }

  /// A text as a path segment or a value of a query.
  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Draft withMethod(String other) {
    return new Draft(other, target, fields, body);
  }

  Draft withTarget(String other) {
    return new Draft(method, other, fields, body);
  }

  Draft withBody(byte[] other) {
    return new Draft(method, target, fields, other);
  }

  /// With one more header line.
  Draft with(String field) {
    var more = new ArrayList<>(fields);
    more.add(field);
    return new Draft(method, target, more, body);
  }

  /// Without the header lines of that name.
  Draft without(String name) {
    var left = new ArrayList<>(fields);
    left.removeIf(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    return new Draft(method, target, left, body);
  }

  /// With one more parameter in its query, already escaped.
  Draft asking(String pair) {
    return withTarget(target + (target.contains("?") ? "&" : "?") + pair);
  }

  byte[] octets() {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    fields.forEach(field -> head.append(field).append("\r\n"));
    if (body.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /// For people: what was sent, shortened.
  @Override
  public String toString() {
    var text = new String(body, StandardCharsets.UTF_8);
    var shown = method + " " + target + " " + fields + " " + text;
    return shown.length() > 600 ? shown.substring(0, 600) + "…" : shown;
  }
}
