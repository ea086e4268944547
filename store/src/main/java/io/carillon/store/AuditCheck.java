package io.carillon.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/// Looks whether the audit log is as it was written: every line hangs on the one before, and none
/// is missing. Who rewrote all of it would have to know the hash of its last line, which a check
/// tells: note it elsewhere.
final class AuditCheck {
  private static final int ROWS = 500;
  private static final int SHOWN_OCTETS = 8;

  private final Session session;
  private final Keys keys = new Keys();
  private long number;
  private byte[] hash = AuditLine.none();

  AuditCheck(Session session) {
    this.session = session;
  }

  Checkup.Finding finding(String about) throws SQLException {
    while (true) {
      long before = number;
      var wrong = session.prepared("audit_after").number(number).number(ROWS).list(this::isWrong);
      int at = wrong.indexOf(true);
      if (at >= 0) {
        return new Checkup.Finding(about, false, "changed at line " + (before + at + 1));
      }
      if (wrong.size() < ROWS) {
        return end(about);
      }
    }
  }

  private boolean isWrong(Row row) throws SQLException {
    long next = row.large();
    var account = keys.accountOf(session, row.number());
    long at = row.large();
    var kind = row.text();
    var name = row.text();
    var body = row.octetsOrEmpty();
    var line = AuditLine.line(body);
    hash = AuditLine.hash(hash, body);
    number++;
    return next != number
        || line.number() != number
        || !line.account().equals(account)
        || Micros.of(line.by().at()) != at
        || !line.subject().kind().equals(kind)
        || !line.subject().name().equals(name)
        || !Arrays.equals(hash, row.octetsOrEmpty());
  }

  private Checkup.Finding end(String about) throws SQLException {
    boolean isWhole =
        session
            .prepared("audit_head")
            .one(row -> row.large() == number && Arrays.equals(row.octetsOrEmpty(), hash))
            .orElse(number == 0);
    if (!isWhole) {
      return new Checkup.Finding(about, false, "its last lines are missing, behind " + number);
    }
    var shown = HexFormat.of().formatHex(Arrays.copyOf(hash, SHOWN_OCTETS));
    return new Checkup.Finding(
        about, true, Checkup.number(number) + (number == 0 ? "" : " lines, the last " + shown));
  }
}
