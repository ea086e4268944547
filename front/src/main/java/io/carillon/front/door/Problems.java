package io.carillon.front.door;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.StoreBusy;
import io.carillon.model.port.StoreException;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.Optional;

/// What the server's own problems mean in canonical words, so that a dialect says them like its
/// other refusals.
public final class Problems {
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  /// The store was asked, not written to.
  private static final Refusal UNREAD =
      new Refusal(
          Fault.STORE_DOWN, "", "The store does not answer just now.", Optional.of(COME_AGAIN));

  private Problems() {}

  /// The refusal that a problem amounts to.
  public static Refusal refusal(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> Refusal.of(Fault.NOT_FOUND, "", "There is nothing at this path.");
      case Problem.MethodNotAllowed(var allowed) ->
          Refusal.of(
              Fault.METHOD_NOT_ALLOWED, "", "This path knows " + String.join(", ", allowed) + ".");
      case Problem.BodyTooLarge(var limit) ->
          Refusal.of(Fault.BODY_TOO_LARGE, "", "The body may have at most " + limit + " bytes.");
      case Problem.TimedOut _ -> Refusal.of(Fault.MALFORMED, "", "The body came too slowly.");
      case Problem.Overloaded(var pause) -> Refusal.later(Fault.OVERLOADED, pause);
      case Problem.TooMany(var pause) -> Refusal.later(Fault.TOO_MANY_REQUESTS, pause);
      case Problem.Malformed(_, var why) -> Refusal.of(Fault.MALFORMED, "", sentence(why));
      case Problem.Broken(var cause) ->
          switch (cause) {
            case StoreBusy _ -> Refusal.later(Fault.OVERLOADED, COME_AGAIN);
            case StoreException _ -> UNREAD;
            default -> Refusal.of(Fault.INTERNAL, "", "");
          };
    };
  }

  /// The HTTP status of a problem: HTTP's own where it has one, else that of the fault.
  public static int status(Problem problem, int ofFault) {
    return switch (problem) {
      case Problem.Broken _ -> ofFault;
      case Problem.NotFound _,
          Problem.MethodNotAllowed _,
          Problem.BodyTooLarge _,
          Problem.TimedOut _,
          Problem.TooMany _,
          Problem.Overloaded _,
          Problem.Malformed _ ->
          problem.status();
    };
  }

  /// A JSON refusal with the headers that belong to it: `Retry-After` where coming again helps,
  /// `WWW-Authenticate` with a 401 (RFC 9110 §15.5.2).
  public static Reply refused(int status, Refusal refusal, byte[] body) {
    return completed(Reply.json(status, body), refusal.retryAfter(), "Bearer");
  }

  /// A refusal of any form with the headers that belong to it: `Retry-After` where coming again
  /// helps, `WWW-Authenticate` with this challenge with a 401.
  public static Reply completed(Reply reply, Optional<Duration> retryAfter, String challenge) {
    var known = reply.status() == 401 ? reply.with("WWW-Authenticate", challenge) : reply;
    return retryAfter.isEmpty() ? known : known.with("Retry-After", seconds(retryAfter));
  }

  /// How a problem is said where no dialect owns the path.
  public static Reply plain(Request request, Problem problem) {
    var refusal = refusal(problem);
    var json = new JsonWriter().object().object("error");
    json.text("code", refusal.fault().word());
    json.text("message", refusal.detail().isEmpty() ? refusal.fault().words() : refusal.detail());
    json.text("resolution", "Check the path and the method.");
    json.text("request_id", request.id());
    return refused(problem.status(), refusal, json.end().end().bytes());
  }

  private static String seconds(Optional<Duration> pause) {
    long millis = pause.orElse(COME_AGAIN).toMillis();
    return Long.toString(Math.max(1, (millis + 999) / 1_000));
  }

  private static String sentence(String why) {
    return why.isEmpty() ? "" : Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }
}
