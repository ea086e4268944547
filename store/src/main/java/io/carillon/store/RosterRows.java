package io.carillon.store;

import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit;
import io.carillon.model.Directory;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The small tables: accounts, keys, senders. After a commit that changed them the whole mirror is
/// read again.
final class RosterRows {
  private final Session writer;
  private final Keys keys;
  private final Mirror mirror;
  private final List<Commit.Entry> entries = new ArrayList<>();
  private boolean changed;

  RosterRows(Session writer, Keys keys, Mirror mirror) {
    this.writer = writer;
    this.keys = keys;
    this.mirror = mirror;
  }

  void enroll(Commit.Entry entry) {
    entries.add(entry);
  }

  void flush() throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    for (var entry : entries) {
      switch (entry) {
        case Commit.Entry.OfAccount(var account) -> put(account);
        case Commit.Entry.OfKey(var key) -> put(key);
        case Commit.Entry.OfSender(var sender) -> put(sender);
      }
    }
    writer.prepared("directory_raise").number(entries.size()).change();
    entries.clear();
    changed = true;
  }

  void clear() {
    entries.clear();
  }

  /// Replaces the mirror where the transaction that was committed changed its tables.
  void committed() throws SQLException {
    if (changed) {
      read();
      writer.connection().commit();
      changed = false;
    }
  }

  void rolledBack() {
    clear();
    changed = false;
  }

  /// Reads the mirror.
  void read() throws SQLException {
    long revision = writer.prepared("directory_revision").one(Row::large).orElse(0L);
    mirror.replace(
        new Directory(
            revision,
            writer.prepared("account_all").list(this::account),
            writer.prepared("api_key_all").list(this::key),
            writer.prepared("sender_all").list(this::sender)));
  }

  private void put(Account account) throws SQLException {
    writer
        .prepared("account_put")
        .number(keys.account(writer, account.id()))
        .text(account.name())
        .number(account.standing().code())
        .time(account.created())
        .text(account.token().reveal())
        .text(account.webhookSecret().reveal())
        .change();
  }

  private Account account(Row row) throws SQLException {
    return new Account(
        keys.accountOf(writer, row.number()),
        row.text(),
        Codes.ACCOUNT_STANDING.of(row.number()),
        row.time(),
        new Secret(row.text()),
        new Secret(row.text()));
  }

  private void put(ApiKey key) throws SQLException {
    writer
        .prepared("api_key_put")
        .text(key.id())
        .number(keys.account(writer, key.account()))
        .text(key.sha256())
        .text(key.name())
        .text(String.join("\n", new TreeSet<>(key.scopes())))
        .time(key.life().created())
        .time(key.life().expires())
        .time(key.life().revoked())
        .change();
  }

  private ApiKey key(Row row) throws SQLException {
    var id = row.text();
    var account = keys.accountOf(writer, row.number());
    var sha256 = row.text();
    var name = row.text();
    var scopes = new TreeSet<>(row.text().lines().toList());
    var life = new ApiKey.Life(row.time(), row.timeOrNone(), row.timeOrNone());
    return new ApiKey(id, account, sha256, name, scopes, life);
  }

  private void put(Sender sender) throws SQLException {
    writer
        .prepared("sender_put")
        .number(keys.account(writer, sender.account()))
        .number(sender.address().kind().code())
        .text(sender.address().value())
        .text(sender.callingCode())
        .change();
  }

  private Sender sender(Row row) throws SQLException {
    return new Sender(keys.accountOf(writer, row.number()), MessageRow.address(row), row.text());
  }
}
