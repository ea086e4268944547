package io.carillon.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accounts, keys, senders, resources and prices, whole, as of one revision: an immutable mirror of
/// the small tables.
public final class Directory {
  private static final Comparator<Resource> OLDEST_FIRST =
      Comparator.comparing(Resource::created).thenComparing(Resource::id);

  /// How many accounts may stand one above the other.
  public static final int LEVELS_MAX = 8;

  /// The name of the resource ([Resource.Kind#SETTINGS]) that an account has which pays for itself
  /// though it stands below another.
  public static final String OWN_BALANCE = "own_balance";

  /// Nobody yet.
  public static final Directory EMPTY =
      new Directory(0, List.of(), List.of(), List.of(), List.of());

  private final long revision;
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<String, ApiKey> keysByHash = new HashMap<>();
  private final Map<AccountId, Set<Sender>> senders = new HashMap<>();
  private final Map<Address, List<Sender>> owners = new HashMap<>();
  private final Map<Id, Resource> resources = new HashMap<>();
  private final Map<AccountId, List<Resource>> arranged = new HashMap<>();
  private final Map<AccountId, Resource> readerKeys = new HashMap<>();
  private final Map<AccountId, List<Endpoint>> endpoints = new HashMap<>();
  private final Set<AccountId> ownBalances = new HashSet<>();
  private final PriceBook prices;

  /// Mirrors these rows, where nothing has a price.
  public Directory(
      long revision,
      List<Account> accounts,
      List<ApiKey> keys,
      List<Sender> senders,
      List<Resource> resources) {
    this(revision, accounts, keys, senders, resources, PriceBook.NONE);
  }

  /// Mirrors these rows.
  public Directory(
      long revision,
      List<Account> accounts,
      List<ApiKey> keys,
      List<Sender> senders,
      List<Resource> resources,
      PriceBook prices) {
    this.revision = revision;
    this.prices = prices;
    accounts.forEach(account -> this.accounts.put(account.id(), account));
    keys.forEach(key -> keysByHash.put(key.sha256(), key));
    for (var sender : senders) {
      this.senders.computeIfAbsent(sender.account(), _ -> new HashSet<>()).add(sender);
      owners.merge(sender.address(), List.of(sender), Directory::joined);
    }
    for (var resource : resources) {
      this.resources.put(resource.id(), resource);
      arranged.computeIfAbsent(resource.account(), _ -> new ArrayList<>()).add(resource);
      if (resource.kind() == Resource.Kind.READER_KEY) {
        readerKeys.put(resource.account(), resource);
      }
      if (resource.kind() == Resource.Kind.ENDPOINT) {
        endpoints
            .computeIfAbsent(resource.account(), _ -> new ArrayList<>())
            .add(Endpoint.of(resource));
      }
      if (resource.kind() == Resource.Kind.SETTINGS && resource.name().equals(OWN_BALANCE)) {
        ownBalances.add(resource.account());
      }
    }
  }

  private static List<Sender> joined(List<Sender> some, List<Sender> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  /// Raised with each change of the small tables.
  public long revision() {
    return revision;
  }

  /// The price list.
  public Tariff tariff() {
    return prices.tariff();
  }

  /// By which amounts of one currency are converted into another.
  public Conversions conversions() {
    return prices.conversions();
  }

  /// The account with this id.
  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /// Who pays for an account: itself where it has a balance of its own, else the next above that
  /// has one; the one at the top has.
  public AccountId payer(AccountId id) {
    var payer = id;
    for (int level = 0; level < LEVELS_MAX && !ownBalances.contains(payer); level++) {
      var above = account(payer).flatMap(Account::parent);
      if (above.isEmpty()) {
        return payer;
      }
      payer = above.get();
    }
    return payer;
  }

  /// The account at the top, above all that opened another.
  public AccountId top(AccountId id) {
    return above(id, LEVELS_MAX);
  }

  /// The account so many levels above; the one at the top where there are fewer.
  public AccountId above(AccountId id, int levels) {
    var at = id;
    for (int level = 0; level < levels; level++) {
      var above = account(at).flatMap(Account::parent);
      if (above.isEmpty()) {
        return at;
      }
      at = above.get();
    }
    return at;
  }

  /// How an account stands: no better than those above it. Closed where there is none.
  public Account.Standing standing(AccountId id) {
    var worst = Account.Standing.ACTIVE;
    var next = Optional.of(id);
    for (int level = 0; level <= LEVELS_MAX && next.isPresent(); level++) {
      var account = account(next.get());
      var standing = account.map(Account::standing).orElse(Account.Standing.CLOSED);
      worst = standing.compareTo(worst) > 0 ? standing : worst;
      next = account.flatMap(Account::parent);
    }
    return worst;
  }

  /// How many accounts stand above this one.
  public int level(AccountId id) {
    int level = 0;
    for (var above = account(id).flatMap(Account::parent);
        above.isPresent() && level < LEVELS_MAX;
        above = account(above.get()).flatMap(Account::parent)) {
      level++;
    }
    return level;
  }

  /// Whether an account is this one, or stands below it, however deep.
  public boolean isWithin(AccountId id, AccountId top) {
    var at = account(id);
    for (int level = 0; level <= LEVELS_MAX && at.isPresent(); level++) {
      if (at.get().id().equals(top)) {
        return true;
      }
      at = at.get().parent().flatMap(this::account);
    }
    return false;
  }

  /// All accounts, in no order.
  public List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  /// The key with this SHA-256, whether or not it still counts.
  public Optional<ApiKey> key(String sha256) {
    return Optional.ofNullable(keysByHash.get(sha256));
  }

  /// The keys of an account, in no order.
  public List<ApiKey> keys(AccountId account) {
    return keysByHash.values().stream().filter(key -> key.account().equals(account)).toList();
  }

  /// The senders of an account, in no order.
  public Set<Sender> senders(AccountId account) {
    return Set.copyOf(senders.getOrDefault(account, Set.of()));
  }

  /// The accounts that an account opened, oldest first.
  public List<Account> accountsUnder(AccountId parent) {
    return accounts.values().stream()
        .filter(account -> account.isUnder(parent))
        .sorted(
            Comparator.comparing(Account::created).thenComparing(account -> account.id().value()))
        .toList();
  }

  /// What an account arranged of one kind, oldest first.
  public List<Resource> resources(AccountId account, Resource.Kind kind) {
    return arranged.getOrDefault(account, List.of()).stream()
        .filter(resource -> resource.kind() == kind)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  /// The key for which an account's messages are sealed once they are done; asked for with each
  /// change of a message that ends something.
  public Optional<Resource> readerKey(AccountId account) {
    return Optional.ofNullable(readerKeys.get(account));
  }

  /// Where an account hears what happens in it, in no order; asked for with each change of a
  /// message.
  public List<Endpoint> endpoints(AccountId account) {
    var own = endpoints.get(account);
    return own == null ? List.of() : Collections.unmodifiableList(own);
  }

  /// The endpoint of an account with this name ([Endpoint#name]).
  public Optional<Endpoint> endpoint(AccountId account, String name) {
    return endpoints(account).stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// The resource with this id, of this account and kind.
  public Optional<Resource> resource(AccountId account, Resource.Kind kind, Id id) {
    return Optional.ofNullable(resources.get(id))
        .filter(resource -> resource.account().equals(account) && resource.kind() == kind);
  }

  /// The resource with this name, of this account and kind; the oldest where several have it.
  public Optional<Resource> resource(AccountId account, Resource.Kind kind, String name) {
    return arranged.getOrDefault(account, List.of()).stream()
        .filter(resource -> resource.kind() == kind && resource.name().equals(name))
        .min(OLDEST_FIRST);
  }

  /// The resource of this kind with this id, whosever it is.
  public Optional<Resource> resource(Resource.Kind kind, Id id) {
    return Optional.ofNullable(resources.get(id)).filter(resource -> resource.kind() == kind);
  }

  /// The resource of this kind with this name, whosever it is; the oldest where several have it.
  public Optional<Resource> resource(Resource.Kind kind, String name) {
    return resources.values().stream()
        .filter(resource -> resource.kind() == kind && resource.name().equals(name))
        .min(OLDEST_FIRST);
  }

  /// Whether an account may send from an address; an empty calling code asks for any.
  public boolean owns(AccountId account, Address address, String callingCode) {
    for (var sender : owners.getOrDefault(address, List.of())) {
      if (sender.account().equals(account)
          && (callingCode.isEmpty()
              || sender.callingCode().isEmpty()
              || sender.callingCode().equals(callingCode))) {
        return true;
      }
    }
    return false;
  }

  /// Who owns an address as a sender, oldest first.
  public List<Sender> owners(Address address) {
    return owners.getOrDefault(address, List.of());
  }
}
