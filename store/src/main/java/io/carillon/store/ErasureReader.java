package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.Payload;
import io.carillon.model.port.Erasures;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.Vault;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads orders to erase people.
final class ErasureReader {
  private static final Id LEAST = new Id(0, 0);

  private final Readers readers;
  private final Keys keys;
  private final Vault vault;

  ErasureReader(Readers readers, Keys keys, Vault vault) {
    this.readers = readers;
    this.keys = keys;
    this.vault = vault;
  }

  /// Where the addresses of an order are sealed.
  static Place place(Id id) {
    return new Place("erasure", "people", id.hex());
  }

  private static Map<String, Long> counts(byte[] octets) {
    var counts = new HashMap<String, Long>();
    Octets.reading(octets)
        .takeTexts()
        .forEach((table, rows) -> counts.put(table, Long.valueOf(rows)));
    return counts;
  }

  /// An order, from its columns.
  Erasure erasure(Session session, Row row) throws SQLException {
    var id = row.id();
    var account = keys.accountOf(session, row.number());
    var reason = row.text();
    var ordered = row.time();
    var people = people(id, row.octets());
    var marks = List.of(row.text().split(","));
    var progress = new Erasure.Progress(counts(row.givenOctets()), row.timeOrNone());
    return new Erasure(id, account, reason, ordered, people, marks, progress);
  }

  private List<Address> people(Id id, byte @Nullable [] sealed) {
    if (sealed == null) {
      return List.of();
    }
    var octets = Octets.reading(vault.open(place(id), sealed));
    return octets.takeList(
        () -> new Address(Codes.ADDRESS.of(octets.takeCount()), octets.takeText()));
  }

  Optional<Erasure> find(Id id) {
    return readers.read(
        "an order to erase",
        session -> session.prepared("erasure_find").id(id).one(row -> erasure(session, row)));
  }

  List<Erasure> page(AccountId account, Optional<Id> below, int limit) {
    return readers.read(
        "orders to erase",
        session ->
            session
                .prepared("erasure_page")
                .number(keys.findAccount(session, account))
                .number(below.isPresent() ? 0 : 1)
                .id(below.orElse(LEAST))
                .number(Math.min(limit, Erasures.ROWS_MAX))
                .list(row -> erasure(session, row)));
  }

  Optional<Erasure.Certificate> certificate(Id id) {
    return readers.read(
        "the certificate of an erasure",
        session ->
            session
                .prepared("erasure_certificate")
                .id(id)
                .one(row -> new Erasure.Certificate(row.text(), new Payload(row.givenOctets()))));
  }

  String mark(Address person) {
    return readers.read("the mark of a person", session -> DossierRows.mark(session, person));
  }
}
