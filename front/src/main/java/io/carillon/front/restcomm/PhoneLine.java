package io.carillon.front.restcomm;

import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.naming.Facts;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the dialect calls an incoming phone number: a number of the account, or a pattern that
/// stands for several (`isSIP`).
///
/// @param number in E.164, a short code, or the pattern as it was given
/// @param address the number; empty for a pattern
/// @param settings what was set; empty before
record PhoneLine(
    Id id,
    AccountId account,
    String number,
    Optional<Address> address,
    Optional<Resource> settings) {
  /// The fact that marks a pattern.
  static final String PATTERN = "pattern";

  /// All of an account: numbers in their order, then patterns.
  static Stream<PhoneLine> of(Directory directory, AccountId account) {
    return Stream.concat(
        OwnNumber.of(directory, account).stream().map(PhoneLine::of),
        directory.resources(account, Resource.Kind.NUMBER).stream()
            .filter(resource -> resource.fact(PATTERN).isPresent())
            .map(PhoneLine::of));
  }

  static PhoneLine of(OwnNumber number) {
    return new PhoneLine(
        number.id(),
        number.account(),
        number.address().value(),
        Optional.of(number.address()),
        number.settings());
  }

  /// A pattern.
  static PhoneLine of(Resource pattern) {
    return new PhoneLine(
        pattern.id(), pattern.account(), pattern.name(), Optional.empty(), Optional.of(pattern));
  }

  /// What is set for it, by word.
  Map<String, String> facts() {
    return settings.map(Resource::facts).orElse(Map.of());
  }

  /// One fact; empty text where it was not set.
  String fact(String word) {
    return settings.flatMap(found -> found.fact(word)).orElse("");
  }

  /// The SID of the application for messages; empty text where there is none.
  String smsApplication() {
    return settings
        .flatMap(found -> found.fact(Facts.SMS_APPLICATION))
        .map(digits -> Sids.APPLICATION + digits)
        .orElse("");
  }

  /// The SID of the application for something: `sms`, `voice`, `ussd`, `refer`.
  String application(String kind) {
    return kind.equals("sms") ? smsApplication() : fact(kind + "_application_sid");
  }

  /// The name that people gave it; else its digits, as the vendor's page shows it.
  String friendlyName() {
    var given = fact(Facts.FRIENDLY_NAME);
    return given.isEmpty() ? number.replace("+", "") : given;
  }

  /// The resource that keeps other facts for it.
  Resource with(Map<String, String> facts, Instant now) {
    var created = settings.map(Resource::created).orElse(now);
    return new Resource(id, account, Resource.Kind.NUMBER, number, facts, created, now);
  }
}
