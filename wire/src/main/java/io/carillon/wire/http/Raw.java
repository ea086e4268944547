package io.carillon.wire.http;

import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;

/// A last reply as bytes, for when the engine cannot write it: its thread still waits for a body.
final class Raw {
  private Raw() {}

  static byte[] reply(Reply reply) {
    StringBuilder head = new StringBuilder(256);
    String reason = Status.create(reply.status()).reasonPhrase();
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason).append("\r\n");
    if (!reply.contentType().isEmpty()) {
      field(head, new Field("Content-Type", reply.contentType()));
    }
    reply.fields().forEach(field -> field(head, field));
    field(head, new Field("Content-Length", Integer.toString(reply.body().length)));
    field(head, new Field("Connection", "close"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + reply.body().length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(reply.body(), 0, all, start.length, reply.body().length);
    return all;
  }

  private static void field(StringBuilder head, Field field) {
    head.append(field.name()).append(": ").append(field.value()).append("\r\n");
  }
}
