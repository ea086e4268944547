package io.carillon.front.arranged;

import io.carillon.front.door.Keys;
import io.carillon.front.naming.Facts;
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

/// A phone number or short code that an account may send from, with what is set for it.
///
/// What is set are the facts of its resource, under the words of `naming.Facts` and, for what those
/// do not name, the words in which vendors print them.
///
/// @param id the same for every dialect, whether or not anything was set yet
/// @param settings what was set; empty before
public record OwnNumber(Id id, AccountId account, Address address, Optional<Resource> settings) {
  private static final int HEX_DIGITS = 32;

  /// The numbers and short codes of an account, in the order of their values. An address that is a
  /// sender towards several countries is one of them.
  public static List<OwnNumber> of(Directory directory, AccountId account) {
    return directory.senders(account).stream()
        .map(Sender::address)
        .filter(OwnNumber::isNumber)
        .distinct()
        .sorted(Comparator.comparing(Address::value))
        .map(address -> of(directory, account, address))
        .toList();
  }

  /// The number of an account with this id.
  public static Optional<OwnNumber> find(Directory directory, AccountId account, Id id) {
    return of(directory, account).stream().filter(number -> number.id().equals(id)).findFirst();
  }

  /// A number that an account has, or is about to take.
  public static OwnNumber of(Directory directory, AccountId account, Address address) {
    var settings = directory.resource(account, Resource.Kind.NUMBER, address.value());
    var id = settings.map(Resource::id).orElseGet(() -> name(account, address));
    return new OwnNumber(id, account, address, settings);
  }

  private static boolean isNumber(Address address) {
    return switch (address.kind()) {
      case PHONE, SHORT_CODE -> true;
      case ALPHANUMERIC, TOKEN, HANDLE, MAIL -> false;
    };
  }

  private static Id name(AccountId account, Address address) {
    var hash =
        Keys.sha256(account.value().bytes(), address.value().getBytes(StandardCharsets.UTF_8));
    return Id.fromHex(hash.substring(0, HEX_DIGITS)).orElseThrow();
  }

  /// What is set for it, by word.
  public Map<String, String> facts() {
    return settings.map(Resource::facts).orElse(Map.of());
  }

  /// One fact; empty where it was not set.
  public Optional<String> fact(String word) {
    return settings.flatMap(found -> found.fact(word));
  }

  /// Whether what people write to it is told in a dialect, of those that share the word for its URL
  /// ([Facts#SMS_URL]) and that for its application.
  public boolean isHeardIn(String dialect) {
    return fact(Facts.SMS_DIALECT).map(dialect::equals).orElse(true);
  }

  /// The resource that keeps other facts for it.
  public Resource with(Map<String, String> facts, Instant now) {
    var created = settings.map(Resource::created).orElse(now);
    return new Resource(id, account, Resource.Kind.NUMBER, address.value(), facts, created, now);
  }
}
