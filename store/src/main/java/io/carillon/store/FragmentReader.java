package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Script;
import io.carillon.model.port.Fragments;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads fragments.
final class FragmentReader implements Fragments {
  private static final Id LAST = new Id(-1, -1);

  private final Readers readers;
  private final Keys keys;

  FragmentReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Fragment> after(Place after, int limit) {
    return readers.read(
        "fragments",
        session ->
            session
                .prepared("fragment_after")
                .id(after.series())
                .id(after.series())
                .number(after.number())
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> fragment(session, keys, row)));
  }

  @Override
  public long count() {
    return readers.read(
        "how many fragments wait",
        session -> session.prepared("fragment_count").one(Row::large).orElse(0L));
  }

  @Override
  public List<Fragment> strays(Optional<Id> below, int limit) {
    return readers.read(
        "strays",
        session ->
            session
                .prepared("stray_below")
                .id(below.orElse(LAST))
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> fragment(session, keys, row)));
  }

  @Override
  public Optional<Fragment> stray(Id series) {
    return readers.read(
        "a stray",
        session ->
            session.prepared("stray_find").id(series).one(row -> fragment(session, keys, row)));
  }

  /// A row of `fragment_columns`.
  static Fragment fragment(Session session, Keys keys, Row row) throws SQLException {
    var series = row.id();
    int number = row.number();
    var account =
        number == 0 ? Optional.<AccountId>empty() : Optional.of(keys.accountOf(session, number));
    var carrier = keys.nameOf(session, row.number());
    var channel = Codes.CHANNEL.of(row.number());
    var person = MessageRow.address(row);
    var sender = MessageRow.address(row);
    var place =
        FragmentRows.place(account.map(AccountId::value).orElse(FragmentRows.nobody()), series);
    var octets = session.bodies().open(place, row.givenOctets());
    var content = octets == null ? new Content.Shredded() : Contents.content(octets);
    var part =
        new Part(
            Codes.SCHEME.of(row.number()),
            row.number(),
            row.number(),
            row.number(),
            new Script(row.text(), row.number(), row.number()));
    var odd = row.text();
    var manner = new Manner(part, odd.isEmpty() ? List.of() : odd.lines().toList(), Delivery.NONE);
    return new Fragment(
        series,
        account,
        carrier,
        new Arrived(channel, person, sender, content, manner),
        row.time());
  }
}
