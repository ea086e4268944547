package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.RosterOrders;
import io.carillon.front.door.Keys;
import io.carillon.front.naming.Facts;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sender of an account as a resource of its own, and what is set for it. Its id comes from
/// account and address, so that it has one before anything is set.
record Owned(Account account, Address address, Optional<Resource> settings) {
  private static final int DIGITS = 32;

  /// The senders of an account of one kind, by address.
  static List<Owned> of(Directory directory, Account account, Address.Kind kind) {
    return directory.senders(account.id()).stream()
        .map(Sender::address)
        .filter(address -> address.kind() == kind)
        .distinct()
        .sorted(Comparator.comparing(Address::value))
        .map(address -> of(directory, account, address))
        .toList();
  }

  /// One of them.
  static Owned of(Directory directory, Account account, Address address) {
    var kept = directory.resource(account.id(), Resource.Kind.NUMBER, address.value());
    return new Owned(account, address, kept);
  }

  /// The one with this id.
  static Optional<Owned> find(Directory directory, Account account, String sid) {
    return directory.senders(account.id()).stream()
        .map(Sender::address)
        .filter(address -> sid(account.id(), address).equals(sid))
        .findFirst()
        .map(address -> of(directory, account, address));
  }

  /// The one with the digits of this id.
  static Optional<Owned> find(Directory directory, Account account, Id id) {
    return directory.senders(account.id()).stream()
        .map(Sender::address)
        .filter(address -> hex(account.id(), address).equals(id.hex()))
        .findFirst()
        .map(address -> of(directory, account, address));
  }

  /// The id of a sender: `PN` for numbers, `SC` for short codes, `AI` for names.
  static String sid(AccountId account, Address address) {
    var prefix =
        switch (address.kind()) {
          case PHONE -> "PN";
          case SHORT_CODE -> "SC";
          case ALPHANUMERIC -> "AI";
          case TOKEN, HANDLE, MAIL -> "XE";
        };
    return prefix + hex(account, address);
  }

  private static String hex(AccountId account, Address address) {
    var hash =
        Keys.sha256(account.value().bytes(), address.value().getBytes(StandardCharsets.UTF_8));
    return hash.substring(0, DIGITS);
  }

  String sid() {
    return sid(account.id(), address);
  }

  Id id() {
    return Id.fromHex(hex(account.id(), address)).orElseThrow();
  }

  Map<String, String> facts() {
    return settings.map(Resource::facts).orElseGet(Map::of);
  }

  String name() {
    return settings.flatMap(kept -> kept.fact(Facts.FRIENDLY_NAME)).orElse(address.value());
  }

  /// When something was first set for it; before, when its account was opened.
  Instant created() {
    return settings.map(Resource::created).orElse(account.created());
  }

  Instant updated() {
    return settings.map(Resource::updated).orElse(account.created());
  }

  /// What is kept of a sender that was just taken.
  Resource fresh(Map<String, String> facts, Instant now) {
    return new Resource(id(), account.id(), Resource.Kind.NUMBER, address.value(), facts, now, now);
  }

  /// What is kept once this is set.
  Resource with(Map<String, String> facts, Instant now) {
    return new Resource(
        id(), account.id(), Resource.Kind.NUMBER, address.value(), facts, created(), now);
  }

  /// Sets it; where nothing differs it stays as it is.
  Order<Resource> put(RosterOrders roster, Map<String, String> facts, Instant now)
      throws InterruptedException {
    var after = with(facts, now);
    return settings.isPresent() ? Once.put(roster, settings.get(), after) : roster.put(after);
  }
}
