package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Payload;
import io.carillon.model.Secret;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.MasterKeys;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.SealingKey;
import io.carillon.store.vault.Vault;
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

  private static final int FIRST_KEY = 1;

  private Sealing() {}

  /// What works on a store need.
  record Ready(Sql sql, Vault vault) {}

  /// Makes it ready, while `connection` holds the data for us.
  static Ready of(Connection connection, Dialect dialect, KeyPlace place) throws SQLException {
    Migrations.refuseNewer(connection);
    var sql = new Sql(dialect.words());
    var session = new Session(connection, sql, dialect);
    var wrapped = wrapped(session);
    var file = new KeyFile(place);
    var masters = wrapped.isEmpty() ? file.readOrMake() : file.read();
    var vault = wrapped.isEmpty() ? fresh() : opened(wrapped, masters, place);
    connection.commit();
    Migrations.run(connection, dialect);
    if (wrapped.isEmpty()
        || wrapped.stream().anyMatch(key -> key.master() != masters.current().id())) {
      wrap(session, vault, masters.current());
      connection.commit();
    }
    sealClear(session, vault);
    return new Ready(sql, vault);
  }

  private static Vault fresh() {
    return new Vault(List.of(), SealingKey.fresh(FIRST_KEY));
  }

  /// The vault of a store that is ready.
  ///
  /// @throws StoreException with advice where the master key is another one
  static Vault opened(Session reader, KeyPlace place) throws SQLException {
    var wrapped = wrapped(reader);
    if (wrapped.isEmpty()) {
      throw new StoreException("its secrets are not sealed yet: ./carillon store migrate does it");
    }
    return opened(wrapped, new KeyFile(place).read(), place);
  }

  private static Vault opened(List<Vault.Wrapped> wrapped, MasterKeys masters, KeyPlace place) {
    for (var key : wrapped) {
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
    return Vault.open(wrapped, masters);
  }

  private static List<Vault.Wrapped> wrapped(Session reader) throws SQLException {
    return Migrations.version(reader.connection()) < SINCE
        ? List.of()
        : reader
            .prepared("data_key_all")
            .list(row -> new Vault.Wrapped(row.number(), new Payload(row.octetsOrEmpty())));
  }

  /// The master keys without which a store does not open; none where nothing is sealed.
  static List<String> masters(Connection reader, Dialect dialect) throws SQLException {
    var session = new Session(reader, new Sql(dialect.words()), dialect);
    return wrapped(session).stream()
        .map(key -> SealingKey.word(key.master()))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  /// Wraps all data keys under a master key; to be committed.
  ///
  /// @return how many those are
  static int wrap(Session writer, Vault vault, SealingKey master) throws SQLException {
    var keys = vault.wrapped(master);
    for (var key : keys) {
      writer.prepared("data_key_put").number(key.id()).octets(key.sealed().octets()).change();
    }
    return keys.size();
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
    dialect.overwrites(writer.connection());
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
    dialect.forgets(writer.connection(), List.of("account", "resource"));
    LOG.info(
        "sealed the secrets of {} accounts and {} resources, which stood in the clear",
        accounts.size(),
        resources.size());
  }
}
