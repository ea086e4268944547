package io.carillon.wire.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One request, its body already read. Belongs to the thread that handles it.
public final class Request {
  /// The headers and the far end, however the engine holds them.
  interface Head {
    Optional<String> first(String name);

    List<String> all(String name);

    InetAddress remote();
  }

  private static final byte[] NOTHING = {};

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Head head;
  private final long arrival;
  private Parameters query = Parameters.none();
  private Map<String, String> variables = Map.of();
  private Supplier<String> ids = () -> "";
  private byte[] body = NOTHING;
  private String id = "";

  Request(String method, String path, String rawQuery, Head head, long arrival) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.head = head;
    this.arrival = arrival;
  }

  /// A request that came over no socket, for `Router.answer`: its far end is the loopback address.
  ///
  /// @param target path and query as they would stand on the wire
  public static Request of(String method, String target, List<Field> fields, byte[] body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    Head head = new Listed(List.copyOf(fields));
    Request request = new Request(method, path, rawQuery, head, System.nanoTime());
    request.body = body;
    return request;
  }

  public String method() {
    return method;
  }

  /// As it stood on the wire, escapes and all, without the query.
  public String path() {
    return path;
  }

  /// As it stood on the wire, without the question mark; empty where there was none.
  public String rawQuery() {
    return rawQuery;
  }

  /// The value of a variable of the route's pattern, decoded, never empty.
  ///
  /// @throws IllegalArgumentException if the pattern has no such variable
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  /// The decoded query. One that could not be decoded never reaches a handler.
  public Parameters query() {
    return query;
  }

  /// The first value of that query parameter.
  public Optional<String> query(String name) {
    return query.first(name);
  }

  /// The first value of that header; names compare without case.
  public Optional<String> header(String name) {
    return head.first(name);
  }

  /// All values of that header, in order.
  public List<String> headers(String name) {
    return head.all(name);
  }

  /// Not a copy: do not write into it. Empty where the request has none.
  public byte[] body() {
    return body;
  }

  /// The body as UTF-8, each broken byte replaced by U+FFFD.
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Who sent it: the other end of the connection, which may be a proxy.
  public InetAddress remote() {
    return head.remote();
  }

  /// When its head had been read, in `System.nanoTime`.
  public long arrival() {
    return arrival;
  }

  /// Its name, made by the mount's supplier when first asked for, and the same ever after.
  public String id() {
    if (id.isEmpty()) {
      id = ids.get();
    }
    return id;
  }

  /// Without body, query or headers: it may be logged.
  @Override
  public String toString() {
    return method + " request";
  }

  void named(Supplier<String> by) {
    ids = by;
  }

  void routed(Parameters decoded, Map<String, String> bound) {
    query = decoded;
    variables = bound;
  }

  void read(byte[] bytes) {
    body = bytes;
  }

  /// Headers as a plain list.
  private record Listed(List<Field> fields) implements Head {
    @Override
    public Optional<String> first(String name) {
      return fields.stream().filter(field -> field.named(name)).map(Field::value).findFirst();
    }

    @Override
    public List<String> all(String name) {
      List<String> values = new ArrayList<>(1);
      for (Field field : fields) {
        if (field.named(name)) {
          values.add(field.value());
        }
      }
      return values;
    }

    @Override
    public InetAddress remote() {
      return InetAddress.getLoopbackAddress();
    }
  }
}
