package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Id;
import io.carillon.model.port.Consents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads consents. A list that few records pass is looked for in steps, each a short read of its
/// own, and a page ends early after so many.
final class ConsentReader implements Consents {
  private static final int STEP = 1_000;
  private static final int STEPS_MAX = 20;

  private final Readers readers;
  private final Keys keys;

  ConsentReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Reach> stopped(AccountId account, Address person) {
    return readers.read(
        "what a person stopped",
        session ->
            session
                .prepared("opt_out_of_person")
                .id(mark(session, person))
                .number(keys.findAccount(session, account))
                .list(ConsentRows::reach));
  }

  @Override
  public Page page(Filter filter, long below, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    var found = new ArrayList<Kept>();
    long from = below;
    for (int step = 0; step < STEPS_MAX; step++) {
      var some = step(filter, from);
      for (var record : some) {
        if (filter.passes(record)) {
          if (found.size() == limit) {
            return new Page(found, Optional.of(found.getLast().number()));
          }
          found.add(record);
        }
      }
      if (some.size() < STEP) {
        return new Page(found, Optional.empty());
      }
      from = some.getLast().number();
    }
    return new Page(found, Optional.of(from));
  }

  private List<Kept> step(Filter filter, long below) {
    return readers.read(
        "consents",
        session -> {
          int account = keys.findAccount(session, filter.account());
          var statement =
              filter.person().isPresent()
                  ? session.prepared("consent_of_person").id(mark(session, filter.person().get()))
                  : session.prepared(filter.inForce() ? "consent_in_force" : "consent_of_account");
          // the person's statement names the account behind the number
          var filled =
              filter.person().isPresent()
                  ? statement.number(below).number(account)
                  : statement.number(account).number(below);
          return filled.number(STEP).list(row -> kept(session, keys, row));
        });
  }

  @Override
  public List<Kept> after(AccountId account, long number, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return readers.read(
        "consents",
        session ->
            session
                .prepared("consent_after")
                .number(keys.findAccount(session, account))
                .number(number)
                .number(limit)
                .list(row -> kept(session, keys, row)));
  }

  @Override
  public List<Kept> unswept(int limit) {
    return readers.read(
        "whose messages are to be ended",
        session ->
            session
                .prepared("consent_unswept")
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> kept(session, keys, row)));
  }

  private static Id mark(Session session, Address person) throws SQLException {
    var key = session.prepared("consent_key").one(Row::givenOctets).orElseThrow();
    return new ConsentSeal(key).mark(person);
  }

  static Kept kept(Session session, Keys keys, Row row) throws SQLException {
    long number = row.large();
    var account = keys.accountOf(session, row.number());
    var reach = ConsentRows.reach(row);
    var action = Codes.CONSENT.of(row.number());
    var method = Codes.CONSENT_METHOD.of(row.number());
    var at = row.time();
    var person = MessageRow.address(row);
    var proof =
        new Proof(method, row.text(), row.text(), row.text(), row.text(), row.text(), row.text());
    var seal = HexFormat.of().formatHex(row.givenOctets());
    var consent = new Consent(account, reach, person, action, at, proof);
    return new Kept(number, consent, row.number() > 0, seal);
  }
}
