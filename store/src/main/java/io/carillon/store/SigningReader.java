package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.port.Signings;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads who signed in, and which keys were shown last.
final class SigningReader implements Signings {
  private final Readers readers;
  private final Keys keys;

  SigningReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public Optional<Session> find(String sha256) {
    return readers.read(
        "a session",
        reader -> reader.prepared("session_find").text(sha256).one(row -> session(reader, row)));
  }

  @Override
  public List<Session> of(Id user) {
    return readers.read(
        "the sessions of a user",
        reader ->
            reader
                .prepared("session_of_person")
                .id(user)
                .number(Session.OF_USER_MAX)
                .list(row -> session(reader, row)));
  }

  @Override
  public Map<String, Sighting> uses(Collection<String> asked) {
    if (asked.size() > KEYS_MAX) {
      throw new IllegalArgumentException("at most " + KEYS_MAX + " keys, not " + asked.size());
    }
    var all = List.copyOf(asked);
    return readers.read(
        "the uses of keys",
        reader -> {
          var uses = new HashMap<String, Sighting>();
          for (int from = 0; from < all.size(); from += Sql.LIST) {
            var some = all.subList(from, Math.min(all.size(), from + Sql.LIST));
            reader.prepared("key_use_of").texts(some).list(row -> use(row, uses));
          }
          return uses;
        });
  }

  private static String use(Row row, Map<String, Sighting> uses) throws SQLException {
    var key = row.text();
    uses.put(key, new Sighting(row.time(), row.text()));
    return key;
  }

  private Session session(io.carillon.store.Session reader, Row row) throws SQLException {
    var id = row.id();
    var person = row.id();
    AccountId account = keys.accountOf(reader, row.number());
    var sha256 = row.text();
    var life = new Session.Life(row.time(), row.time());
    return new Session(
        id, person, account, sha256, life, new Sighting(row.time(), row.text()), row.text());
  }
}
