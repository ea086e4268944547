package io.carillon.engine.account;

import io.carillon.engine.account.Wanted.Earlier;
import io.carillon.engine.account.Wanted.No;
import io.carillon.engine.account.Wanted.Once;
import io.carillon.engine.account.Wanted.Plan;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Changes the small tables: sub-accounts, keys, senders and resources. Each order waits until it
/// is synced; one is decided after the other, each on what the one before left.
public final class Roster {
  /// How many resources of one kind, keys or sub-accounts an account may have.
  public static final int ROWS_MAX = 10_000;

  /// Resources that are about the sender whose address is their name.
  private static final Set<Resource.Kind> OF_SENDER =
      Set.of(Resource.Kind.NUMBER, Resource.Kind.REGISTRATION, Resource.Kind.ASSIGNMENT);

  private final Commits commits;
  private final Accounts accounts;
  private final Inventory inventory;
  private final Clock clock;
  private final ReentrantLock turn = new ReentrantLock();

  public Roster(Commits commits, Accounts accounts, Inventory inventory, Clock clock) {
    this.commits = commits;
    this.accounts = accounts;
    this.inventory = inventory;
    this.clock = clock;
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
    return inTurn(directory -> {
      var against = objection.apply(directory);
      var own = directory.resources(resource.account(), resource.kind());
      if (against.isPresent()) {
        return no(against.get());
      }
      return own.size() >= ROWS_MAX
          ? no(full())
          : new Plan<>(
              resource,
              List.of(new Entry.OfResource(resource)),
              key.map(given -> new Once<>(given, resource.id(), id -> again(resource, id))));
    });
  }

  private Optional<Resource> again(Resource asked, Id id) {
    return accounts.directory().resource(asked.account(), asked.kind(), id);
  }

  /// Gives a resource new values, or adds it where it is one that everybody has without asking (the
  /// settings of a number).
  public Order<Resource> put(Resource resource) throws InterruptedException {
    return inTurn(
        _ -> new Plan<>(resource, List.of(new Entry.OfResource(resource)), Optional.empty()));
  }

  /// Gives up a resource.
  public Order<Resource> drop(Resource resource) throws InterruptedException {
    return inTurn(directory ->
        directory.resource(resource.account(), resource.kind(), resource.id()).isEmpty()
            ? no(Refusal.of(Fault.NOT_FOUND, "", ""))
            : new Plan<>(resource, List.of(new Entry.Dropped(resource)), Optional.empty()));
  }

  /// Opens an account under another, which pays for it and may act for it.
  public Order<Account> open(Account account, Optional<Idempotency> key)
      throws InterruptedException {
    var parent = account.parent().orElseThrow();
    return inTurn(directory -> {
      boolean deep = directory.level(parent) + 1 >= Directory.LEVELS_MAX;
      return deep || directory.accountsUnder(parent).size() >= ROWS_MAX
          ? no(full())
          : new Plan<>(
              account,
              List.of(new Entry.OfAccount(account)),
              key.map(given -> new Once<>(given, account.id().value(), this::account)));
    });
  }

  private Optional<Account> account(Id id) {
    return accounts.directory().account(new AccountId(id));
  }

  /// Gives an account another name and standing. What is closed stays closed.
  public Order<Account> change(AccountId id, String name, Account.Standing standing)
      throws InterruptedException {
    return inTurn(directory -> {
      var account = directory.account(id);
      if (account.isEmpty()) {
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      boolean reopens =
          account.get().standing() == Account.Standing.CLOSED
              && standing != Account.Standing.CLOSED;
      var next = account.get().with(name, standing);
      return reopens
          ? no(Refusal.of(Fault.FORBIDDEN, "", "A closed account cannot be opened again."))
          : new Plan<>(next, List.of(new Entry.OfAccount(next)), Optional.empty());
    });
  }

  /// Gives an account another auth token; the one before opens nothing from then on.
  public Order<Account> renew(AccountId id, Secret token) throws InterruptedException {
    return inTurn(directory -> {
      var account = directory.account(id);
      if (account.isEmpty()) {
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      var next = account.get().withToken(token);
      return new Plan<>(next, List.of(new Entry.OfAccount(next)), Optional.empty());
    });
  }

  /// Adds an API key. Its id must end in 16 hexadecimal digits.
  public Order<ApiKey> add(ApiKey key, Optional<Idempotency> idempotency)
      throws InterruptedException {
    return inTurn(directory ->
        directory.keys(key.account()).size() >= ROWS_MAX
            ? no(full())
            : new Plan<>(
                key,
                List.of(new Entry.OfKey(key)),
                idempotency.map(given -> new Once<>(given, number(key), id -> again(key, id)))));
  }

  private static Id number(ApiKey key) {
    return new Id(0, Long.parseUnsignedLong(key.id().substring(key.id().length() - 16), 16));
  }

  private Optional<ApiKey> again(ApiKey asked, Id id) {
    return accounts.directory().keys(asked.account()).stream()
        .filter(key -> number(key).equals(id))
        .findFirst();
  }

  /// Gives a key another name and description.
  public Order<ApiKey> rename(AccountId account, String keyId, ApiKey.About about)
      throws InterruptedException {
    return inTurn(directory -> {
      var key = directory.keys(account).stream().filter(own -> own.id().equals(keyId)).findFirst();
      if (key.isEmpty()) {
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      var named = key.get().named(about);
      return new Plan<>(named, List.of(new Entry.OfKey(named)), Optional.empty());
    });
  }

  /// Makes a key useless from now on; one that is already stays as it is.
  public Order<ApiKey> revoke(AccountId account, String keyId) throws InterruptedException {
    return inTurn(directory -> {
      var key = directory.keys(account).stream().filter(own -> own.id().equals(keyId)).findFirst();
      if (key.isEmpty()) {
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      var revoked = key.get().revoked(clock.now());
      return new Plan<>(revoked, List.of(new Entry.OfKey(revoked)), Optional.empty());
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
    return inTurn(directory -> {
      var chosen = choice.apply(directory);
      return chosen.isEmpty()
          ? new No<>(
              Refusal.of(Fault.NOT_FOUND, "", "This number is not on offer."),
              key.map(given -> new Earlier<>(given, again)))
          : new Plan<>(
              chosen.get(),
              List.of(new Entry.OfSender(chosen.get())),
              key.map(given -> new Once<>(given, name.apply(chosen.get()), again)));
    });
  }

  /// Hands all of an account's senders with this address over to another account; what was set for
  /// them goes.
  ///
  /// @param key present when the request brought an idempotency key; [#seen] tells a repeated
  ///   request, which finds the number gone
  /// @param subject names the number with its new account
  public Order<Address> hand(
      AccountId from, Address address, AccountId to, Optional<Idempotency> key, Id subject)
      throws InterruptedException {
    var once = key.map(given -> new Once<>(given, subject, _ -> Optional.of(address)));
    return inTurn(directory -> {
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
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      arranged(directory, from, address).forEach(own -> entries.add(new Entry.Dropped(own)));
      return new Plan<>(address, entries, once);
    });
  }

  /// Gives back all of an account's senders with this address, and what was set for them.
  public Order<Address> release(AccountId account, Address address) throws InterruptedException {
    return inTurn(directory -> {
      var entries = new ArrayList<Entry>();
      directory.owners(address).stream()
          .filter(sender -> sender.account().equals(account))
          .forEach(sender -> entries.add(new Entry.Released(sender)));
      if (entries.isEmpty()) {
        return no(Refusal.of(Fault.NOT_FOUND, "", ""));
      }
      arranged(directory, account, address).forEach(own -> entries.add(new Entry.Dropped(own)));
      return new Plan<>(address, entries, Optional.empty());
    });
  }

  /// What an account has arranged for one of its senders.
  private static List<Resource> arranged(Directory directory, AccountId account, Address address) {
    return OF_SENDER.stream()
        .flatMap(kind -> directory.resources(account, kind).stream())
        .filter(resource -> resource.name().equals(address.value()))
        .toList();
  }

  /// For a request that changes something by itself repeatable: keeps its idempotency key with what
  /// it is about. Refused where the key belongs to another request.
  public Optional<Refusal> keep(Idempotency key, Id subject) throws InterruptedException {
    return switch (hold(key, subject)) {
      case Order.Done<Id> _ -> Optional.empty();
      case Order.Refused<Id>(var refusal) -> Optional.of(refusal);
    };
  }

  /// As [#keep], telling whether the request is a repeated one.
  public Order<Id> hold(Idempotency key, Id subject) throws InterruptedException {
    return inTurn(
        _ -> new Plan<>(subject, List.of(), Optional.of(new Once<>(key, subject, Optional::of))));
  }

  /// What an earlier request with this idempotency key was about; empty where there was none, and
  /// nothing is kept. Refused where the key belongs to another request.
  public Order<Optional<Id>> seen(Idempotency key) throws InterruptedException {
    return asked(
        new Earlier<>(key, id -> Optional.of(Optional.of(id))),
        new Order.Done<>(Optional.empty(), false));
  }

  private static <T> Wanted<T> no(Refusal refusal) {
    return new No<>(refusal, Optional.empty());
  }

  private static Refusal full() {
    return Refusal.of(Fault.FORBIDDEN, "", "The account has as many as it may have.");
  }

  private <T> Order<T> inTurn(Function<Directory, Wanted<T>> order) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      return switch (order.apply(accounts.directory())) {
        case No<T>(var refusal, var earlier) -> {
          var refused = new Order.Refused<T>(refusal);
          yield earlier.isEmpty() ? refused : asked(earlier.get(), refused);
        }
        case Plan<T> plan -> written(plan);
      };
    } finally {
      turn.unlock();
    }
  }

  /// Asks for a key without taking it.
  ///
  /// @param free what is answered where it is free
  private <T> Order<T> asked(Earlier<T> earlier, Order<T> free) throws InterruptedException {
    var look = new Commit(Urgency.ACCEPT, List.of(new Guard.KeyFree(earlier.key())), List.of());
    return switch (commits.write(look)) {
      case Result.Done _ -> free;
      case Result.KeyTaken(var taken, var subject) -> repeated(earlier, taken, subject.value());
      case Result.Broken _, Result.Stale _, Result.FundsShort _, Result.Stopped _ -> storeDown();
    };
  }

  private <T> Order<T> written(Plan<T> plan) throws InterruptedException {
    var guards = new ArrayList<Guard>();
    var writes = new ArrayList<Write>();
    plan.entries().forEach(entry -> writes.add(new Write.Enrolled(entry)));
    plan.once()
        .ifPresent(once -> {
          guards.add(new Guard.KeyFree(once.key()));
          writes.add(new Write.Keyed(once.key(), new MessageId(once.subject()), clock.now()));
        });
    return switch (commits.write(new Commit(Urgency.ACCEPT, guards, writes))) {
      case Result.Done _ -> new Order.Done<>(plan.value(), false);
      case Result.KeyTaken(var taken, var subject) ->
          repeated(plan.once().orElseThrow().earlier(), taken, subject.value());
      case Result.Broken _, Result.Stale _, Result.FundsShort _, Result.Stopped _ -> storeDown();
    };
  }

  private static <T> Order<T> storeDown() {
    return new Order.Refused<>(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
  }

  private static <T> Order<T> repeated(Earlier<T> earlier, Idempotency taken, Id subject) {
    if (!taken.hash().equals(earlier.key().hash())) {
      return new Order.Refused<>(Refusal.of(Fault.KEY_REUSED, "", ""));
    }
    return earlier
        .again()
        .apply(subject)
        .<Order<T>>map(value -> new Order.Done<>(value, true))
        .orElseGet(() -> new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", "")));
  }
}
