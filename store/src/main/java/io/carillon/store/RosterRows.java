package io.carillon.store;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Occasion;
import io.carillon.model.PriceBook;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.store.vault.Vault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The small tables: accounts, keys, senders, resources, prices; what of them signs or opens is
/// sealed. After a commit that changed them the whole mirror is read again.
final class RosterRows {
  private final Session writer;
  private final Keys keys;
  private final Mirror mirror;
  private final Vault vault;
  private final AuditRows audit;
  private final List<Noted> entries = new ArrayList<>();
  private boolean changed;
  private Optional<PriceBook> prices = Optional.empty();

  RosterRows(Session writer, Keys keys, Mirror mirror, Vault vault) {
    this.writer = writer;
    this.keys = keys;
    this.mirror = mirror;
    this.vault = vault;
    audit = new AuditRows(writer, keys, mirror);
  }

  /// An entry, and who brought it.
  record Noted(Commit.Entry entry, Occasion by) {}

  void enroll(Commit.Entry entry, Occasion by) {
    entries.add(new Noted(entry, by));
  }

  void flush() throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    audit.write(entries);
    int told = 0;
    for (var noted : entries) {
      switch (noted.entry()) {
        case Commit.Entry.OfAccount(var account) -> put(account);
        case Commit.Entry.OfKey(var key) -> put(key);
        case Commit.Entry.OfSender(var sender) -> put(sender);
        case Commit.Entry.Released(var sender) -> release(sender);
        case Commit.Entry.OfResource(var resource) -> put(resource);
        case Commit.Entry.Dropped(var resource) ->
            writer.prepared("resource_drop").id(resource.id()).change();
        case Commit.Entry.Resealed(var account) ->
            writer.bodies().renew(keys.account(writer, account));
        case Commit.Entry.Shredded(var account) -> {
          writer.bodies().shred(keys.account(writer, account), noted.by().at());
          writer.words().shred(keys.account(writer, account));
          ConversationRows.shred(writer, keys.account(writer, account));
        }
        case Commit.Entry.OfTariff(var next) -> {
          PriceRows.put(writer, next);
          prices = Optional.empty();
        }
        case Commit.Entry.OfConversions(var next) -> {
          PriceRows.put(writer, next);
          prices = Optional.empty();
        }
        case Commit.Entry.OfErasure(var erasure) -> ErasureRows.put(writer, keys, vault, erasure);
        case Commit.Entry.OfReplay(var replay) -> {
          ReplayRows.put(writer, keys, replay);
          told++;
        }
        case Commit.Entry.Exported _,
            Commit.Entry.SignedIn _,
            Commit.Entry.SignedOut _,
            Commit.Entry.Transferred _ ->
            told++;
      }
    }
    if (told < entries.size()) {
      writer.prepared("directory_raise").number(entries.size() - told).change();
      changed = true;
    }
    entries.clear();
  }

  void clear() {
    entries.clear();
  }

  /// The small tables as they were committed last.
  Mirror mirror() {
    return mirror;
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
    prices = Optional.empty();
    changed = false;
  }

  /// Reads the mirror; the prices only where they may be others.
  void read() throws SQLException {
    if (prices.isEmpty()) {
      prices = Optional.of(PriceRows.all(writer));
    }
    long revision = writer.prepared("directory_revision").one(Row::large).orElse(0L);
    mirror.replace(
        new Directory(
            revision,
            writer.prepared("account_all").list(this::account),
            writer.prepared("api_key_all").list(this::key),
            writer.prepared("sender_all").list(this::sender),
            writer.prepared("resource_all").list(this::resource),
            prices.orElseThrow()));
  }

  private void put(Account account) throws SQLException {
    writer
        .prepared("account_put")
        .number(keys.account(writer, account.id()))
        .text(account.name())
        .number(account.standing().code())
        .time(account.created())
        .key(parent(account))
        .octets(
            vault.seal(
                Sealing.ofAccount(account.id().value().hex()),
                Sealing.octets(account.token(), account.webhookSecret())))
        .change();
  }

  private int parent(Account account) throws SQLException {
    var parent = account.parent();
    return parent.isPresent() ? keys.account(writer, parent.get()) : 0;
  }

  private Account account(Row row) throws SQLException {
    var id = keys.accountOf(writer, row.number());
    var name = row.text();
    var standing = Codes.ACCOUNT_STANDING.of(row.number());
    var created = row.time();
    var parent = parent(row.number());
    var place = Sealing.ofAccount(id.value().hex());
    var secrets = Octets.reading(vault.open(place, row.octetsOrEmpty()));
    return new Account(
        id,
        name,
        standing,
        created,
        new Secret(secrets.takeText()),
        new Secret(secrets.takeText()),
        parent);
  }

  private Optional<AccountId> parent(int key) throws SQLException {
    return key == 0 ? Optional.empty() : Optional.of(keys.accountOf(writer, key));
  }

  private void put(ApiKey key) throws SQLException {
    writer
        .prepared("api_key_put")
        .text(key.id())
        .number(keys.account(writer, key.account()))
        .text(key.sha256())
        .text(key.name())
        .text(key.about().description())
        .number(key.grant().live() ? 0 : 1)
        .number(key.grant().rate())
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
    var about = new ApiKey.About(row.text(), row.text());
    boolean live = row.number() == 0;
    int rate = row.number();
    var grant = new ApiKey.Grant(new TreeSet<>(row.text().lines().toList()), live, rate);
    var life = new ApiKey.Life(row.time(), row.timeOrNone(), row.timeOrNone());
    return new ApiKey(id, account, sha256, about, grant, life);
  }

  private void put(Sender sender) throws SQLException {
    writer
        .prepared("sender_put")
        .number(keys.account(writer, sender.account()))
        .number(sender.address().kind().code())
        .text(sender.address().value())
        .text(sender.callingCode())
        .number(sender.everywhere() ? 1 : 0)
        .change();
  }

  private Sender sender(Row row) throws SQLException {
    var account = keys.accountOf(writer, row.number());
    return new Sender(account, MessageRow.address(row), row.text(), row.number() == 1);
  }

  private void release(Sender sender) throws SQLException {
    writer
        .prepared("sender_release")
        .number(keys.account(writer, sender.account()))
        .number(sender.address().kind().code())
        .text(sender.address().value())
        .text(sender.callingCode())
        .change();
  }

  private void put(Resource resource) throws SQLException {
    writer
        .prepared("resource_put")
        .id(resource.id())
        .number(keys.account(writer, resource.account()))
        .number(resource.kind().code())
        .text(resource.name())
        .octetsOrNone(sealed(resource))
        .time(resource.created())
        .time(resource.updated())
        .change();
  }

  private byte @Nullable [] sealed(Resource resource) {
    var facts = Contents.tags(resource.facts());
    return facts == null ? null : vault.seal(Sealing.ofResource(resource.id().hex()), facts);
  }

  private Map<String, String> facts(Id id, byte @Nullable [] sealed) {
    return sealed == null
        ? Map.of()
        : Contents.tags(vault.open(Sealing.ofResource(id.hex()), sealed));
  }

  private Resource resource(Row row) throws SQLException {
    var id = row.id();
    return new Resource(
        id,
        keys.accountOf(writer, row.number()),
        Codes.RESOURCE.of(row.number()),
        row.text(),
        facts(id, row.octets()),
        row.time(),
        row.time());
  }
}
