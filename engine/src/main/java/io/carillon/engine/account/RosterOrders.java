package io.carillon.engine.account;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Directory;
import io.carillon.model.Erasure;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Orders about the small tables by one caller: sub-accounts, keys, senders and resources. Each
/// waits until it is synced; the audit log tells of it in the same commit.
public final class RosterOrders {
  private static final Refusal OPENS_NOTHING =
      Refusal.of(Fault.FORBIDDEN, "", "The key opens nothing any more: make a new one instead.");

  private final RosterTurn turn;
  private final Inventory inventory;
  private final Author by;

  RosterOrders(RosterTurn turn, Inventory inventory, Author by) {
    this.turn = turn;
    this.inventory = inventory;
    this.by = by;
  }

  /// Adds a resource.
  ///
  /// @param key present when the request brought an idempotency key: a repeated request is answered
  ///   with what the first one made
  public Order<Resource> add(Resource resource, Optional<Idempotency> key)
      throws InterruptedException {
    return add(resource, key, _ -> Optional.empty());
  }

  /// Adds a resource, unless what stands then is against it.
  ///
  /// @param objection asked when nothing else can change any more until it is added
  public Order<Resource> add(
      Resource resource,
      Optional<Idempotency> key,
      Function<Directory, Optional<Refusal>> objection)
      throws InterruptedException {
    var once = key.map(given -> new Wanted.Once<>(given, resource.id(), id -> again(resource, id)));
    return turn.inTurn(
        by,
        directory -> {
          var full = turn.full(resource.kind(), directory, resource.account());
          return unless(objection.apply(directory).or(() -> full), resource, once);
        });
  }

  /// Orders that a person is erased.
  ///
  /// @param again how an earlier order is found again
  public Order<Erasure> erase(
      Erasure erasure, Optional<Idempotency> key, Function<Id, Optional<Erasure>> again)
      throws InterruptedException {
    var once = key.map(given -> new Wanted.Once<>(given, erasure.id(), again));
    return only(new Wanted.Plan<>(erasure, List.of(new Entry.OfErasure(erasure)), once));
  }

  /// Notes that all that is held about a person was asked for.
  ///
  /// @param mark a keyed hash of the person's address
  public Order<String> export(AccountId account, String mark) throws InterruptedException {
    var told = List.<Entry>of(new Entry.Exported(account, mark));
    return only(new Wanted.Plan<>(mark, told, Optional.empty()));
  }

  private <T> Order<T> only(Wanted.Plan<T> plan) throws InterruptedException {
    return turn.inTurn(by, _ -> plan);
  }

  private Optional<Resource> again(Resource asked, Id id) {
    return turn.directory().resource(asked.account(), asked.kind(), id);
  }

  /// Gives a resource new values, or adds it where it is one that everybody has without asking (the
  /// settings of a number).
  public Order<Resource> put(Resource resource) throws InterruptedException {
    return put(resource, _ -> Optional.empty());
  }

  /// The same, unless what stands then is against it.
  ///
  /// @param objection asked when nothing else can change any more until it is written
  public Order<Resource> put(Resource resource, Function<Directory, Optional<Refusal>> objection)
      throws InterruptedException {
    return turn.inTurn(
        by, directory -> unless(objection.apply(directory), resource, Optional.empty()));
  }

  private static Wanted<Resource> unless(
      Optional<Refusal> against, Resource resource, Optional<Wanted.Once<Resource>> once) {
    return against.isPresent()
        ? RosterTurn.no(against.get())
        : new Wanted.Plan<>(resource, List.of(new Entry.OfResource(resource)), once);
  }

  /// Changes a resource: what differs between the two is laid over what stands then, so that what
  /// others changed meanwhile stays.
  ///
  /// @param objection told what stands then and what is to be written
  public Order<Resource> change(
      Resource before, Resource after, BiFunction<Directory, Resource, Optional<Refusal>> objection)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var standing = directory.resource(before.account(), before.kind(), before.id());
          if (standing.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          var next = standing.get().after(before, after);
          return unless(objection.apply(directory, next), next, Optional.empty());
        });
  }

  /// Gives up a resource.
  public Order<Resource> drop(Resource resource) throws InterruptedException {
    return turn.inTurn(
        by,
        directory ->
            directory.resource(resource.account(), resource.kind(), resource.id()).isEmpty()
                ? RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""))
                : new Wanted.Plan<>(
                    resource, List.of(new Entry.Dropped(resource)), Optional.empty()));
  }

  /// Opens an account under another, which pays for it and may act for it.
  public Order<Account> open(Account account, Optional<Idempotency> key)
      throws InterruptedException {
    var parent = account.parent().orElseThrow();
    return turn.inTurn(
        by,
        directory -> {
          boolean deep = directory.level(parent) + 1 >= Directory.LEVELS_MAX;
          return deep || turn.isFullOfAccounts(directory, parent)
              ? RosterTurn.no(RosterTurn.full())
              : new Wanted.Plan<>(
                  account,
                  List.of(new Entry.OfAccount(account)),
                  key.map(given -> new Wanted.Once<>(given, account.id().value(), this::account)));
        });
  }

  private Optional<Account> account(Id id) {
    return turn.directory().account(new AccountId(id));
  }

  /// Gives an account another name and standing. What is closed stays closed.
  public Order<Account> change(AccountId id, String name, Account.Standing standing)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var account = directory.account(id);
          if (account.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          boolean reopens =
              account.get().standing() == Account.Standing.CLOSED
                  && standing != Account.Standing.CLOSED;
          var next = account.get().with(name, standing);
          return reopens
              ? RosterTurn.no(
                  Refusal.of(Fault.FORBIDDEN, "", "A closed account cannot be opened again."))
              : new Wanted.Plan<>(next, List.of(new Entry.OfAccount(next)), Optional.empty());
        });
  }

  /// Gives an account another auth token; the one before opens nothing from then on.
  public Order<Account> renew(AccountId id, Secret token) throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var account = directory.account(id);
          if (account.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          var next = account.get().withToken(token);
          return new Wanted.Plan<>(next, List.of(new Entry.OfAccount(next)), Optional.empty());
        });
  }

  /// Gives an account another key for what its messages say; older ones still open what they
  /// sealed.
  public Order<AccountId> reseal(AccountId id, Optional<Idempotency> key)
      throws InterruptedException {
    return ofKeys(id, new Entry.Resealed(id), key);
  }

  /// Destroys the keys of all that an account's messages said so far: from then on it reads as
  /// [io.carillon.model.Content.Shredded], and what still waits to be sent fails at its turn.
  public Order<AccountId> shred(AccountId id, Optional<Idempotency> key)
      throws InterruptedException {
    return ofKeys(id, new Entry.Shredded(id), key);
  }

  private Order<AccountId> ofKeys(AccountId id, Entry entry, Optional<Idempotency> key)
      throws InterruptedException {
    var once = key.map(given -> new Wanted.Once<>(given, id.value(), _ -> Optional.of(id)));
    return only(new Wanted.Plan<>(id, List.of(entry), once));
  }

  /// Adds an API key. Its id must end in 16 hexadecimal digits.
  public Order<ApiKey> add(ApiKey key, Optional<Idempotency> idempotency)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory ->
            turn.isFullOfKeys(directory, key.account())
                ? RosterTurn.no(RosterTurn.full())
                : new Wanted.Plan<>(
                    key,
                    List.of(new Entry.OfKey(key)),
                    idempotency.map(
                        given -> new Wanted.Once<>(given, number(key), id -> again(key, id)))));
  }

  private static Id number(ApiKey key) {
    return new Id(0, Long.parseUnsignedLong(key.id().substring(key.id().length() - 16), 16));
  }

  private Optional<ApiKey> again(ApiKey asked, Id id) {
    return turn.directory().keys(asked.account()).stream()
        .filter(key -> number(key).equals(id))
        .findFirst();
  }

  /// Gives a key another name and description.
  public Order<ApiKey> rename(AccountId account, String keyId, ApiKey.About about)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var key =
              directory.keys(account).stream().filter(own -> own.id().equals(keyId)).findFirst();
          if (key.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          var named = key.get().named(about);
          return new Wanted.Plan<>(named, List.of(new Entry.OfKey(named)), Optional.empty());
        });
  }

  /// Makes a key useless from now on; one that is already stays as it is.
  public Order<ApiKey> revoke(AccountId account, String keyId) throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var key =
              directory.keys(account).stream().filter(own -> own.id().equals(keyId)).findFirst();
          if (key.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          var revoked = key.get().revoked(turn.clock().now());
          return new Wanted.Plan<>(revoked, List.of(new Entry.OfKey(revoked)), Optional.empty());
        });
  }

  /// Adds a key in the place of one that still opens something; that one does so until a moment at
  /// the latest.
  public Order<ApiKey> rotate(
      String keyId, ApiKey next, Instant until, Optional<Idempotency> idempotency)
      throws InterruptedException {
    var once =
        idempotency.map(given -> new Wanted.Once<>(given, number(next), id -> again(next, id)));
    return turn.inTurn(
        by,
        directory -> {
          var now = turn.clock().now();
          var old =
              directory.keys(next.account()).stream()
                  .filter(key -> key.id().equals(keyId) && key.isLive(now))
                  .findFirst();
          if (old.isEmpty()) {
            return new Wanted.No<>(OPENS_NOTHING, once.map(Wanted.Once::earlier));
          }
          return new Wanted.Plan<>(
              next, List.of(new Entry.OfKey(next), new Entry.OfKey(old.get().until(until))), once);
        });
  }

  /// Takes a number of the inventory as a sender of an account. A repeated request is answered with
  /// the number that the first one took, whatever is left by then.
  ///
  /// @param choice chooses the number once it is this order's turn; nothing is refused
  /// @param name what a number is called where the request is repeated
  /// @param again the number that is called so
  public Order<Sender> take(
      AccountId account,
      Function<Directory, Optional<Address>> choice,
      Function<Address, Id> name,
      Optional<Idempotency> key,
      Function<Id, Optional<Address>> again)
      throws InterruptedException {
    return enroll(
        directory ->
            choice
                .apply(directory)
                .filter(address -> inventory.find(address).isPresent())
                .filter(address -> directory.owners(address).isEmpty())
                .map(address -> new Sender(account, address, "")),
        sender -> name.apply(sender.address()),
        key,
        id -> again.apply(id).map(address -> new Sender(account, address, "")));
  }

  /// Makes something a sender of an account. A repeated request is answered with the sender that
  /// the first one made.
  ///
  /// @param choice chooses the sender once it is this order's turn; nothing is refused
  /// @param name what a sender is called where the request is repeated
  /// @param again the sender that is called so
  public Order<Sender> enroll(
      Function<Directory, Optional<Sender>> choice,
      Function<Sender, Id> name,
      Optional<Idempotency> key,
      Function<Id, Optional<Sender>> again)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var chosen = choice.apply(directory);
          return chosen.isEmpty()
              ? new Wanted.No<>(
                  Refusal.of(Fault.NOT_FOUND, "", "This number is not on offer."),
                  key.map(given -> new Wanted.Earlier<>(given, again)))
              : new Wanted.Plan<>(
                  chosen.get(),
                  List.of(new Entry.OfSender(chosen.get())),
                  key.map(given -> new Wanted.Once<>(given, name.apply(chosen.get()), again)));
        });
  }

  /// Hands all of an account's senders with this address over to another account; what was set for
  /// them goes.
  ///
  /// @param key present when the request brought an idempotency key; [Roster#seen] tells a repeated
  ///   request, which finds the number gone
  /// @param subject names the number with its new account
  public Order<Address> hand(
      AccountId from, Address address, AccountId to, Optional<Idempotency> key, Id subject)
      throws InterruptedException {
    var once = key.map(given -> new Wanted.Once<>(given, subject, _ -> Optional.of(address)));
    return turn.inTurn(
        by,
        directory -> {
          var entries = new ArrayList<Entry>();
          directory.owners(address).stream()
              .filter(sender -> sender.account().equals(from))
              .forEach(sender -> {
                entries.add(new Entry.Released(sender));
                entries.add(
                    new Entry.OfSender(
                        new Sender(to, address, sender.callingCode(), sender.everywhere())));
              });
          if (entries.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          RosterTurn.arranged(directory, from, address)
              .forEach(own -> entries.add(new Entry.Dropped(own)));
          return new Wanted.Plan<>(address, entries, once);
        });
  }

  /// Gives back all of an account's senders with this address, and what was set for them.
  public Order<Address> release(AccountId account, Address address) throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var entries = new ArrayList<Entry>();
          directory.owners(address).stream()
              .filter(sender -> sender.account().equals(account))
              .forEach(sender -> entries.add(new Entry.Released(sender)));
          if (entries.isEmpty()) {
            return RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""));
          }
          RosterTurn.arranged(directory, account, address)
              .forEach(own -> entries.add(new Entry.Dropped(own)));
          return new Wanted.Plan<>(address, entries, Optional.empty());
        });
  }
}
