package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Secret;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.MasterKeys;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.SealingKey;
import io.carillon.store.vault.Vault;
import io.carillon.store.vault.Wrapped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a store ready to be worked on: its tables are the newest, its vault is open, and no secret
/// of it stands in the clear.
///
/// The master key is looked at first: where it is missing or another one, nothing is touched. A new
/// data key is kept before anything is sealed under it, and what stood in the clear is sealed in
/// one transaction; a start that is interrupted is made good by the next.
final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  /// The version of the tables since which secrets are sealed.
  private static final int SINCE = 12;

  /// The version since which bodies are.
  static final int BODIES_SINCE = 22;

  private static final int FIRST_KEY = 1;
  private static final int WRAPPED_AT_ONCE = 500;

  private Sealing() {}

  /// What works on a store need.
  record Ready(Sql sql, Vault vault, BodyKeys keys, PersonTree people) {}

  /// Makes the tables and the vault ready.
  ///
  /// Where this is SQLite's only connection, its closing takes the log over into the file and syncs
  /// it: what an earlier process failed to sync is read from memory all the same, and nothing must
  /// be built on that.
  static Ready migrated(Dialect dialect, StoreSettings settings) {
    try (var connection = dialect.writer()) {
      return of(connection, dialect, settings);
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  /// Makes it ready, while `connection` holds the data for us.
  static Ready of(Connection connection, Dialect dialect, StoreSettings settings)
      throws SQLException {
    var place = settings.keys();
    Migrations.refuseNewer(connection);
    var sql = new Sql(dialect.words());
    var looking = new Session(connection, sql, dialect, BodyKeys.none());
    var wrapped = wrapped(looking);
    var file = new KeyFile(place);
    var masters = wrapped.isEmpty() ? file.readOrMake() : file.read();
    var vault = wrapped.isEmpty() ? fresh() : opened(looking, masters, place);
    connection.commit();
    Migrations.run(connection, dialect);
    var keys = BodyKeys.under(masters, place.sealsBodies());
    var session = new Session(connection, sql, dialect, keys);
    if (wrapped.isEmpty()) {
      for (var key : vault.wrapped(masters.current())) {
        put(session, key);
      }
    }
    for (int last = rewrap(session, masters, 0); last > 0; ) {
      connection.commit();
      last = rewrap(session, masters, last);
    }
    connection.commit();
    var people = PersonTree.of(session, settings, file::read);
    connection.commit();
    sealClear(session, vault);
    PlainBodies.begin(session, keys);
    keys.left(session.prepared("shredded_key_left").one(Row::number).isPresent());
    connection.commit();
    return new Ready(sql, vault, keys, people);
  }

  private static Vault fresh() {
    return new Vault(List.of(), SealingKey.fresh(FIRST_KEY));
  }

  /// The vault of a store that is ready.
  ///
  /// @throws StoreException with advice where the master key is another one
  static Vault opened(Session reader, KeyPlace place) throws SQLException {
    return opened(reader, masters(reader, place), place);
  }

  /// What reads all of a store that is ready, on a connection that it closes.
  ///
  /// @throws StoreException with advice where the master key is another one
  static Session reading(Connection reader, Dialect dialect, KeyPlace place) throws SQLException {
    var session = Session.withoutBodies(reader, dialect);
    try {
      var masters = masters(session, place);
      refuseOther(wrapped(session), masters, place);
      var keys = BodyKeys.under(masters, false);
      return new Session(reader, new Sql(dialect.words()), dialect, keys);
    } catch (SQLException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  private static MasterKeys masters(Session reader, KeyPlace place) throws SQLException {
    if (wrapped(reader).isEmpty()) {
      throw new StoreException("its secrets are not sealed yet: ./carillon store migrate does it");
    }
    return new KeyFile(place).read();
  }

  private static Vault opened(Session reader, MasterKeys masters, KeyPlace place)
      throws SQLException {
    var all = wrapped(reader);
    refuseOther(all, masters, place);
    return Vault.open(
        Migrations.version(reader.connection()) < BODIES_SINCE
            ? all
            : reader.prepared("data_key_of_store").list(BodyKeys::wrapped),
        masters);
  }

  private static void refuseOther(List<Wrapped> all, MasterKeys masters, KeyPlace place) {
    for (var key : all) {
      if (masters.find(key.master()).isEmpty()) {
        throw new StoreException(
            "its secrets are sealed under the master key "
                + SealingKey.word(key.master())
                + "; "
                + place.words()
                + " holds "
                + masters
                + ". Bring the right one back: nothing else opens them");
      }
    }
  }

  private static List<Wrapped> wrapped(Session reader) throws SQLException {
    return Migrations.version(reader.connection()) < SINCE
        ? List.of()
        : reader.prepared("data_key_all").list(BodyKeys::wrapped);
  }

  /// The master keys without which a store does not open; none where nothing is sealed.
  static List<String> masters(Connection reader, Dialect dialect) throws SQLException {
    var session = Session.withoutBodies(reader, dialect);
    return wrapped(session).stream()
        .map(key -> SealingKey.word(key.master()))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  /// Wraps some data keys, those behind a number, under the current master key where another one
  /// wraps them; to be committed. What they seal stays as it is.
  ///
  /// @return the number of the last one looked at; 0 where there was none
  static int rewrap(Session writer, MasterKeys masters, int after) throws SQLException {
    var some =
        writer
            .prepared("data_key_after")
            .number(after)
            .number(WRAPPED_AT_ONCE)
            .list(BodyKeys::wrapped);
    for (var key : some) {
      if (key.master() != masters.current().id()) {
        put(writer, Wrapped.of(key.open(masters), masters.current()));
      }
    }
    return some.isEmpty() ? 0 : some.getLast().id();
  }

  private static void put(Session writer, Wrapped key) throws SQLException {
    writer.prepared("data_key_put").number(key.id()).octets(key.sealed().octets()).change();
  }

  /// The place of an account's secrets.
  static Place ofAccount(String hex) {
    return new Place("account", "secrets", hex);
  }

  /// The place of a resource's facts.
  static Place ofResource(String hex) {
    return new Place("resource", "facts", hex);
  }

  /// An account's secrets as they are sealed.
  static byte[] octets(Secret token, Secret webhookSecret) {
    return Octets.empty().putText(token.reveal()).putText(webhookSecret.reveal()).bytes();
  }

  private record ClearAccount(int key, Secret token, Secret webhookSecret) {}

  /// Seals what was kept in the clear before there was a vault.
  private static void sealClear(Session writer, Vault vault) throws SQLException {
    var accounts =
        writer
            .prepared("account_unsealed")
            .list(row ->
                new ClearAccount(row.number(), new Secret(row.text()), new Secret(row.text())));
    var resources = new HashMap<Id, byte[]>();
    writer
        .prepared("resource_unsealed")
        .octets(new byte[1])
        .list(row -> resources.put(row.id(), row.octetsOrEmpty()));
    writer.connection().commit();
    if (accounts.isEmpty() && resources.isEmpty()) {
      return;
    }
    var dialect = writer.dialect();
    dialect.overwrites(writer.connection(), true);
    var keys = new Keys();
    for (var account : accounts) {
      var place = ofAccount(keys.accountOf(writer, account.key()).value().hex());
      var octets = octets(account.token(), account.webhookSecret());
      writer
          .prepared("account_seal")
          .octets(vault.seal(place, octets))
          .number(account.key())
          .change();
    }
    for (var resource : resources.entrySet()) {
      writer
          .prepared("resource_seal")
          .octets(vault.seal(ofResource(resource.getKey().hex()), resource.getValue()))
          .id(resource.getKey())
          .change();
    }
    writer.connection().commit();
    dialect.overwrites(writer.connection(), false);
    dialect.forgets(writer.connection(), List.of("account", "resource"));
    LOG.info(
        "sealed the secrets of {} accounts and {} resources, which stood in the clear",
        accounts.size(),
        resources.size());
  }
}
