package io.carillon.front.v2;

import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.port.Consents.Kept;
import java.util.List;
import java.util.Optional;

/// What is shown of a consent, in files and in answers: who said what to whom, when, how, and what
/// shows it.
final class ConsentColumn {
  private static final String PREFIX = "consent_";
  private static final int DIGITS_MAX = 18;

  private ConsentColumn() {}

  /// The id of the record with this number.
  static String id(long number) {
    return PREFIX + number;
  }

  /// The number of the record with this id; empty where it is none.
  static Optional<Long> number(String id) {
    var digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : "";
    boolean isNumber = digits.length() <= DIGITS_MAX && digits.matches("[0-9]+");
    return isNumber ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  /// Puts all of a record into a line.
  static void all(Kept kept, RecordLine line) {
    var consent = kept.consent();
    line.text("id", id(kept.number()));
    line.text("to", consent.person().value());
    line.text("action", consent.action().word());
    reach(consent.reach(), line);
    line.flag("in_force", kept.inForce());
    line.text("method", consent.proof().method().word());
    line.moment("at", Optional.of(consent.at()));
    proof(consent.proof(), line);
    line.text("seal", kept.seal());
  }

  /// Puts whose messages it is about into a line.
  static void reach(Reach reach, RecordLine line) {
    line.text("reach", reach.kind().word());
    line.text("from", reach.kind() == Reach.Kind.SENDER ? reach.name() : "");
    line.text("pool", reach.kind() == Reach.Kind.POOL ? reach.name() : "");
  }

  private static void proof(Proof proof, RecordLine line) {
    line.text("program", proof.program());
    line.text("words", proof.words());
    line.text("source", proof.source());
    line.text("agent", proof.agent());
    line.text("actor", proof.actor());
    line.text("confirmation", proof.confirmation());
  }

  /// The names of all columns, in their order.
  static List<String> names() { // table
    return List.of(
        "id",
        "to",
        "action",
        "reach",
        "from",
        "pool",
        "in_force",
        "method",
        "at",
        "program",
        "words",
        "source",
        "agent",
        "actor",
        "confirmation",
        "seal");
  }
}
