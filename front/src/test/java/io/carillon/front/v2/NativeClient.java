package io.carillon.front.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Pieces;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Asks the routes of a house as its first account, without sockets.
final class NativeClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Router router;

  NativeClient(House house) {
    router = new Router(house.mounts());
  }

  Reply ask(String method, String target, String body) {
    return ask(method, target, "application/json", body);
  }

  Reply ask(String method, String target, String type, String body) {
    var fields =
        List.of(new Field("Authorization", "Bearer " + House.KEY), new Field("Content-Type", type));
    return router.answer(Request.of(method, target, fields, body.getBytes(StandardCharsets.UTF_8)));
  }

  /// Asks with further headers, and without a body.
  Reply ask(String method, String target, List<Field> more) {
    var fields = new ArrayList<Field>(more);
    fields.add(new Field("Authorization", "Bearer " + House.KEY));
    return router.answer(Request.of(method, target, fields, new byte[0]));
  }

  Reply get(String target) {
    return ask("GET", target, "");
  }

  /// Sends and answers the new message's id.
  String send(String fields) {
    var reply = ask("POST", "/v2/messages", "{\"from\": \"+14155552671\", " + fields + "}");
    if (reply.status() != 201) {
      throw new AssertionError(new String(reply.body(), StandardCharsets.UTF_8));
    }
    return json(reply).path("id").asText();
  }

  JsonNode json(String target) {
    return json(get(target));
  }

  static JsonNode json(Reply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String header(Reply reply, String name) {
    return reply.fields().stream()
        .filter(field -> field.named(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /// All of a body that comes in pieces.
  static String whole(Reply reply) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    try (Pieces pieces = reply.pieces().orElseThrow()) {
      for (var piece = pieces.next(); piece.length > 0; piece = pieces.next()) {
        out.writeBytes(piece);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
