package io.carillon.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accounts, keys and senders, whole, as of one revision: an immutable mirror of the small tables.
public final class Directory {
  /// Nobody yet.
  public static final Directory EMPTY = new Directory(0, List.of(), List.of(), List.of());

  private final long revision;
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<String, ApiKey> keysByHash = new HashMap<>();
  private final Map<AccountId, Set<Sender>> senders = new HashMap<>();
  private final Map<Address, List<Sender>> owners = new HashMap<>();

  /// Mirrors these rows.
  public Directory(long revision, List<Account> accounts, List<ApiKey> keys, List<Sender> senders) {
    this.revision = revision;
    accounts.forEach(account -> this.accounts.put(account.id(), account));
    keys.forEach(key -> keysByHash.put(key.sha256(), key));
    for (var sender : senders) {
      this.senders.computeIfAbsent(sender.account(), _ -> new HashSet<>()).add(sender);
      owners.merge(sender.address(), List.of(sender), Directory::joined);
    }
  }

  private static List<Sender> joined(List<Sender> some, List<Sender> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  /// Raised with each change of the small tables.
  public long revision() {
    return revision;
  }

  /// The account with this id.
  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
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
