package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Audit;
import io.carillon.model.Author;
import io.carillon.model.Id;
import io.carillon.model.Occasion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// How a line of the audit log is kept, and how it hangs on the one before.
final class AuditLine {
  /// The hash before the first line.
  private static final byte[] NOTHING = new byte[32];

  private static final int FORM = 1;

  private AuditLine() {}

  static byte[] none() {
    return NOTHING.clone();
  }

  static byte[] octets(Audit line) {
    var author = line.by().author();
    return Octets.empty()
        .put(FORM)
        .putText(Long.toString(line.number()))
        .putText(line.account().toString())
        .putText(line.subject().kind())
        .putText(line.subject().name())
        .put(line.action().code())
        .putText(Long.toString(Micros.of(line.by().at())))
        .putText(author.account())
        .putText(author.credential())
        .putText(author.address())
        .putText(author.request())
        .putTexts(line.before())
        .putTexts(line.after())
        .bytes();
  }

  /// The line that [#octets] made; fails on anything else.
  static Audit line(byte[] octets) {
    var in = Octets.reading(octets);
    if (in.take() != FORM) {
      throw Octets.unreadable();
    }
    long number = Long.parseLong(in.takeText());
    var account = new AccountId(Id.fromHex(in.takeText()).orElseThrow(Octets::unreadable));
    var subject = new Audit.Subject(in.takeText(), in.takeText());
    var action = Codes.AUDIT.of(in.take());
    Instant at = Micros.instant(Long.parseLong(in.takeText()));
    var author = new Author(in.takeText(), in.takeText(), in.takeText(), in.takeText());
    return new Audit(
        number, account, subject, action, new Occasion(at, author), in.takeTexts(), in.takeTexts());
  }

  /// The hash of a line behind another.
  static byte[] hash(byte[] before, byte[] body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(before);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
