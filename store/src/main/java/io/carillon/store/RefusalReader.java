package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import io.carillon.model.port.Refusals;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads what policy refused.
final class RefusalReader implements Refusals {
  private final Readers readers;
  private final Keys keys;

  RefusalReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Refused> of(AccountId account, String requestId) {
    return readers.read(
        "what was refused",
        session ->
            session
                .prepared("refusal_of_request")
                .number(keys.findAccount(session, account))
                .text(requestId)
                .number(ROWS_MAX)
                .list(row -> refused(session, account, requestId, row)));
  }

  private Refused refused(Session session, AccountId account, String requestId, Row row)
      throws SQLException {
    return new Refused(
        account,
        requestId,
        row.number(),
        keys.nameOf(session, row.number()),
        Codes.CHANNEL.of(row.number()),
        row.text(),
        row.text(),
        new Refusal(Codes.FAULT.of(row.number()), row.text(), row.text(), Optional.empty()),
        row.text(),
        row.time());
  }
}
