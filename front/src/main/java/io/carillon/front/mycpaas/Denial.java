package io.carillon.front.mycpaas;

import io.carillon.front.door.Problems;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import java.time.Duration;
import java.util.Optional;

/// One "no" in the dialect's words.
///
/// @param words what happened, one sentence
record Denial(Code code, String words, Optional<Duration> retryAfter) {
  private static final String CHALLENGE = "Basic realm=\"Carillon\"";
  private static final String PAGES = "https://www.twilio.com/docs/errors/";

  /// A code with its own words.
  static Denial of(Code code) {
    return of(code, code.words());
  }

  /// A code with more exact words.
  static Denial of(Code code, String words) {
    return new Denial(code, words, Optional.empty());
  }

  /// What a refusal is in this dialect.
  static Denial of(Refusal refusal) {
    var ofFault = MycpaasFault.of(refusal.fault()).refused();
    var code = ofFault == Code.BAD_REQUEST ? MycpaasFault.ofField(refusal.field()) : ofFault;
    var words = refusal.detail().isEmpty() ? code.words() : inTheirWords(refusal.detail());
    return new Denial(code, words, refusal.retryAfter());
  }

  /// The engine calls fields by names that are every dialect's.
  private static String inTheirWords(String detail) {
    return detail.replace("'to'", "'To'").replace("'from'", "'From'").replace("'text'", "'Body'");
  }

  /// The reply that says it.
  Reply reply(Shape shape) {
    return reply(code.http(), shape);
  }

  /// The reply that says it with another HTTP status.
  Reply reply(int status, Shape shape) {
    var body =
        new Representation("RestException")
            .whole("code", code.number())
            .text("message", words)
            .text("more_info", PAGES + code.number())
            .whole("status", status)
            .written(shape);
    return Problems.completed(Reply.of(status, shape.contentType(), body), retryAfter, CHALLENGE);
  }
}
