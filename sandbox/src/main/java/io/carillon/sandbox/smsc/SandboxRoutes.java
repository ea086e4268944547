package io.carillon.sandbox.smsc;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.sandbox.smsc.Handsets.Received;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The handsets over HTTP: look at one, write from one. No key is needed, since only the sandbox
/// has them.
final class SandboxRoutes {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BODY_MAX = 64 * 1024;
  private static final int LIST_MAX = 1_000;
  private static final int LIST_USUAL = 100;
  private static final int TEXT_MAX = 10_000;

  private final SandboxSmsc smsc;

  SandboxRoutes(SandboxSmsc smsc) {
    this.smsc = smsc;
  }

  Mount mount() {
    return new Mount(
        "/sandbox",
        List.of(
            Route.get("/handsets/{number}/messages", this::shown),
            Route.post("/handsets/{number}/messages", BODY_MAX, this::written)),
        (_, problem) -> problem(problem));
  }

  private static Reply problem(Problem problem) {
    return refused(problem.status(), "HTTP " + problem.status());
  }

  private Reply shown(Request request) {
    var number = digits(request.variable("number"));
    var limit = request.query("limit").map(SandboxRoutes::limit).orElse(LIST_USUAL);
    if (number.isEmpty() || limit < 1 || limit > LIST_MAX) {
      return refused(400, "The path wants a number in digits; 'limit' is 1 to " + LIST_MAX + ".");
    }
    var answer = JSON.createObjectNode();
    answer.put("handset", "+" + number.get());
    var list = answer.putArray("messages");
    smsc.shown(number.get(), limit).forEach(received -> list.add(shown(received)));
    return Reply.json(200, bytes(answer));
  }

  private static int limit(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
  }

  private static ObjectNode shown(Received received) {
    return JSON.createObjectNode()
        .put("from", sender(received.from()))
        .put("to", "+" + received.to())
        .put("text", received.text())
        .put("encoding", received.encoding())
        .put("segments", received.segments())
        .put("received_at", Instant.ofEpochMilli(received.at()).toString());
  }

  private static String sender(String from) {
    boolean number = from.length() > 8 && from.chars().allMatch(Character::isDigit);
    return number ? "+" + from : from;
  }

  private Reply written(Request request) {
    var number = digits(request.variable("number"));
    if (number.isEmpty()) {
      return refused(400, "The path wants the handset's number in digits.");
    }
    JsonNode body;
    try {
      body = JSON.readTree(request.body());
    } catch (IOException _) {
      return refused(400, "The body is not JSON.");
    }
    var to = body.path("to");
    var text = body.path("text");
    if (!to.isTextual() || to.asText().isBlank() || to.asText().length() > 20) {
      return refused(400, "'to' wants the sender that is written to, as text.");
    }
    if (!text.isTextual() || text.asText().isEmpty() || text.asText().length() > TEXT_MAX) {
      return refused(400, "'text' wants 1 to " + TEXT_MAX + " characters.");
    }
    String id;
    try {
      id = smsc.write(number.get(), to.asText(), text.asText());
    } catch (IOException _) {
      return refused(503, "The sandbox could not keep it.");
    }
    return Reply.json(202, bytes(JSON.createObjectNode().put("id", id).put("status", "sending")));
  }

  /// A number with or without its plus.
  private static Optional<String> digits(String text) {
    var digits = text.startsWith("+") ? text.substring(1) : text.strip();
    return digits.matches("[0-9]{3,15}") ? Optional.of(digits) : Optional.empty();
  }

  private static Reply refused(int status, String message) {
    var error = JSON.createObjectNode();
    error.putObject("error").put("message", message);
    return Reply.json(status, bytes(error));
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }
}
