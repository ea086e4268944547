package io.carillon.wire.http;

import java.time.Duration;
import java.util.List;

/// One request to a foreign server.
///
/// `Host`, `Content-Length` and `Connection` are the client's business. The body array is handed
/// over, not copied.
public final class Call {
  private static final List<String> OURS =
      List.of("Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade");

  private final String method;
  private final String url;
  private final List<Field> fields;
  private final byte[] body;
  private final Duration limit;
  private final int bodyMax;

  private Call(
      String method, String url, List<Field> fields, byte[] body, Duration limit, int bodyMax) {
    for (Field field : fields) {
      for (String our : OURS) {
        if (field.named(our)) {
          throw new IllegalArgumentException("the client writes " + our + " itself");
        }
      }
    }
    if (!limit.isPositive() || bodyMax < 0) {
      throw new IllegalArgumentException("a limit is too small");
    }
    this.method = method;
    this.url = url;
    this.fields = List.copyOf(fields);
    this.body = body;
    this.limit = limit;
    this.bodyMax = bodyMax;
  }

  /// Sends `body`; its content type is one of `fields`.
  ///
  /// @param limit for the whole call: name, connection, request and answer
  /// @param bodyMax bytes of the answer's body that are kept
  public static Call post(
      String url, List<Field> fields, byte[] body, Duration limit, int bodyMax) {
    return new Call("POST", url, fields, body, limit, bodyMax);
  }

  /// Puts `body` in the place of what stands there, as [#post].
  public static Call put(String url, List<Field> fields, byte[] body, Duration limit, int bodyMax) {
    return new Call("PUT", url, fields, body, limit, bodyMax);
  }

  /// Asks for a representation.
  ///
  /// @param limit for the whole call: name, connection, request and answer
  /// @param bodyMax bytes of the answer's body that are kept
  public static Call get(String url, List<Field> fields, Duration limit, int bodyMax) {
    return new Call("GET", url, fields, new byte[0], limit, bodyMax);
  }

  public String method() {
    return method;
  }

  public String url() {
    return url;
  }

  public List<Field> fields() {
    return fields;
  }

  byte[] body() {
    return body;
  }

  Duration limit() {
    return limit;
  }

  int bodyMax() {
    return bodyMax;
  }
}
