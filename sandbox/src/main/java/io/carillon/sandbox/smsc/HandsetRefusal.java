package io.carillon.sandbox.smsc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;

/// Why a request about a handset was refused: `{"error": {"code", "message", "field", "resolution",
/// "request_id"}}`, as the product's own API words it.
///
/// @param field the field at fault; empty = none
record HandsetRefusal(int status, String code, String field, String message, String resolution) {
  private static final String NEAR =
      "Use GET or POST on /sandbox/handsets/{number}/messages, the number in digits.";

  static HandsetRefusal number() {
    return new HandsetRefusal(
        400, "field_invalid", "number", "The handset in the path is no phone number.", NEAR);
  }

  static HandsetRefusal field(String field, String wants) {
    return new HandsetRefusal(
        400,
        "field_invalid",
        field,
        "'" + field + "' wants " + wants + ".",
        "Change '" + field + "'.");
  }

  static HandsetRefusal oneWay() {
    return new HandsetRefusal(
        422,
        "recipient_one_way",
        "to",
        "An alphanumeric sender id can be read but not answered:"
            + " no network carries a message to it.",
        "Write to a phone number or a short code.");
  }

  static HandsetRefusal malformed(String message) {
    return new HandsetRefusal(
        400, "malformed", "", message, "Send one JSON object with 'to' and 'text'.");
  }

  static HandsetRefusal notKept() {
    return new HandsetRefusal(
        503, "store_down", "", "The sandbox could not keep the message.", "Look at the disk.");
  }

  /// What the server itself refuses.
  static HandsetRefusal of(Problem problem) {
    int status = problem.status();
    return switch (problem) {
      case Problem.NotFound _ ->
          new HandsetRefusal(status, "not_found", "", "There is nothing at this path.", NEAR);
      case Problem.MethodNotAllowed(var allowed) ->
          new HandsetRefusal(
              status,
              "method_not_allowed",
              "",
              "This path knows " + String.join(", ", allowed) + ".",
              NEAR);
      case Problem.BodyTooLarge(var limit) ->
          new HandsetRefusal(
              status,
              "body_too_large",
              "",
              "The body may have at most " + limit + " bytes.",
              "Send a smaller body.");
      case Problem.TimedOut _ ->
          new HandsetRefusal(
              status, "malformed", "", "The body came too slowly.", "Send it at once.");
      case Problem.Overloaded _ ->
          new HandsetRefusal(
              status, "overloaded", "", "Too much is under way.", "Send it again a little later.");
      case Problem.TooMany _ ->
          new HandsetRefusal(
              status, "too_many_requests", "", "You ask too often.", "Send it again later.");
      case Problem.Malformed(_, var why) ->
          new HandsetRefusal(
              status, "malformed", "", "The request is no sound HTTP: " + why + ".", NEAR);
      case Problem.Broken _ ->
          new HandsetRefusal(
              status, "internal", "", "Something broke.", "The server's log has the request's id.");
    };
  }

  Reply reply(Request request) {
    var answer = JsonNodeFactory.instance.objectNode();
    var error = answer.putObject("error").put("code", code).put("message", message);
    error.put("field", field.isEmpty() ? null : field);
    error.put("resolution", resolution).put("request_id", request.id());
    return Reply.json(status, answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
