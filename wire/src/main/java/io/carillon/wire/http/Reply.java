package io.carillon.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a handler answers: status, content type, body and further headers. Immutable.
///
/// `Content-Length`, `Date` and `Connection` are the server's business.
public final class Reply {
  private static final byte[] NOTHING = {};
  private static final Set<String> OURS =
      Set.of("content-length", "content-type", "transfer-encoding", "connection", "date");

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final List<Field> fields;
  private final @Nullable Pieces pieces;

  private Reply(int status, String contentType, byte[] body, List<Field> fields) {
    this(status, contentType, body, fields, null);
  }

  private Reply(
      int status, String contentType, byte[] body, List<Field> fields, @Nullable Pieces pieces) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status);
    }
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.fields = fields;
    this.pieces = pieces;
  }

  /// The array is handed over, not copied. An empty `contentType` sends none.
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, body, List.of());
  }

  /// JSON, UTF-8 by definition (RFC 8259).
  public static Reply json(int status, byte[] body) {
    return new Reply(status, "application/json", body, List.of());
  }

  public static Reply text(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "text/plain; charset=utf-8", body, List.of());
  }

  /// A reply whose body is written piece by piece, as chunks; `pieces` is handed over and will be
  /// closed.
  public static Reply streamed(int status, String contentType, Pieces pieces) {
    return new Reply(status, contentType, NOTHING, List.of(), pieces);
  }

  /// A reply without a body.
  public static Reply empty(int status) {
    return new Reply(status, "", NOTHING, List.of());
  }

  /// This reply with one more header.
  ///
  /// @throws IllegalArgumentException if it is one that the server writes, or is no header at all
  public Reply with(String name, String value) {
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the server writes " + name + " itself");
    }
    List<Field> more = new ArrayList<>(fields.size() + 1);
    more.addAll(fields);
    more.add(new Field(name, value));
    return new Reply(status, contentType, body, List.copyOf(more), pieces);
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  /// Not a copy: do not write into it. Empty where the body comes in pieces.
  public byte[] body() {
    return body;
  }

  public List<Field> fields() {
    return fields;
  }

  /// The body, where it comes in pieces.
  public Optional<Pieces> pieces() {
    return Optional.ofNullable(pieces);
  }

  boolean has(String name) {
    for (Field field : fields) {
      if (field.named(name)) {
        return true;
      }
    }
    return false;
  }
}
