package io.carillon.front.restcomm;

import io.carillon.front.door.Problems;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.xml.XmlWriter;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;

/// Says every refusal in the dialect's manner, which depends on the resource.
///
/// | refused | body |
/// |---|---|
/// | 401 | none |
/// | 404, but for the Messages API | none |
/// | 400 to a form | a text |
/// | all else | `message` and `error`, in JSON or XML; the Messages API adds `error_code` |
final class Refusals {
  private static final String XML_TYPE = "application/xml";
  private static final String CHALLENGE = "Basic realm=\"Restcomm realm\"";

  private Refusals() {}

  /// The reply to a request that a fault refuses.
  static Reply refused(Refusal refusal, Request request) {
    return refused(RestcommFault.of(refusal.fault()).http(), refusal, request);
  }

  /// The reply to a request that the server itself cannot answer.
  static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int ofFault = RestcommFault.of(refusal.fault()).http();
    int status =
        switch (problem) {
          case Problem.Overloaded _, Problem.TooMany _ -> ofFault;
          case Problem.NotFound _,
              Problem.MethodNotAllowed _,
              Problem.BodyTooLarge _,
              Problem.TimedOut _,
              Problem.Malformed _,
              Problem.Broken _ ->
              Problems.status(problem, ofFault);
        };
    return refused(status, refusal, request);
  }

  private static Reply refused(int status, Refusal refusal, Request request) {
    return named(bare(status, refusal, request), request);
  }

  /// A refusal with the id by which it is found again.
  static Reply named(Reply reply, Request request) {
    return reply.with("X-Request-Id", request.id());
  }

  private static Reply bare(int status, Refusal refusal, Request request) {
    if (status == 401) {
      return Reply.empty(401).with("WWW-Authenticate", CHALLENGE);
    }
    if (status == 404 && !Shape.isChannels(request)) {
      return Reply.empty(404);
    }
    var reply =
        status == 400 && isForm(request)
            ? Reply.text(400, message(refusal, request))
            : withBody(status, refusal, request);
    return refusal
        .retryAfter()
        .map(pause -> reply.with("Retry-After", seconds(pause)))
        .orElse(reply);
  }

  private static boolean isForm(Request request) {
    boolean writes = request.method().equals("POST") || request.method().equals("PUT");
    return writes && !Shape.isChannels(request);
  }

  private static Reply withBody(int status, Refusal refusal, Request request) {
    var row = RestcommFault.of(refusal.fault());
    var message = message(refusal, request);
    return switch (Shape.of(request)) {
      case JSON -> {
        var json = new JsonWriter().object().text("message", message).text("error", row.error());
        if (Shape.isChannels(request)) {
          json.number("error_code", row.reason());
        }
        yield Reply.json(status, json.end().bytes());
      }
      case XML -> {
        var xml = new XmlWriter().open("RestcommResponse");
        xml.text("Message", message).text("Error", row.error());
        yield Reply.of(status, XML_TYPE, xml.end().bytes());
      }
    };
  }

  /// The detail, its canonical field names in the words of the resource.
  private static String message(Refusal refusal, Request request) {
    if (refusal.detail().isEmpty()) {
      return refusal.fault().words();
    }
    return Shape.isChannels(request)
        ? refusal.detail().replace("'text'", "'body'")
        : refusal
            .detail()
            .replace("'to'", "'To'")
            .replace("'from'", "'From'")
            .replace("'text'", "'Body'");
  }

  private static String seconds(Duration pause) {
    return Long.toString(Math.max(1, (pause.toMillis() + 999) / 1_000));
  }
}
