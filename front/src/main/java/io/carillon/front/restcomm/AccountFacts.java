package io.carillon.front.restcomm;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the dialect keeps of an account beside what all know: its e-mail address, its role, and
/// which channels of the Messages API it may use.
///
/// @param settings the resource that keeps it; empty before anything was kept
record AccountFacts(AccountId account, Optional<Resource> settings) {
  static final String MAIL = "email_address";
  static final String ROLE = "role";
  private static final String NAME = "restcomm";
  private static final String CHANNEL = "channel.";

  /// What is kept of an account.
  static AccountFacts of(Directory directory, AccountId account) {
    return new AccountFacts(account, directory.resource(account, Resource.Kind.SETTINGS, NAME));
  }

  /// The account with this e-mail address, upper and lower case being one.
  static Optional<Account> byMail(Directory directory, String mail) {
    if (mail.indexOf('@') < 0) {
      return Optional.empty();
    }
    return directory.accounts().stream()
        .filter(account -> of(directory, account.id()).mail().equalsIgnoreCase(mail))
        .findFirst();
  }

  /// The e-mail address; empty = none.
  String mail() {
    return fact(MAIL);
  }

  /// The role; that of an account which may do everything where none was given.
  String role() {
    var role = fact(ROLE);
    return role.isEmpty() ? "Administrator" : role;
  }

  /// Whether a channel was enabled or disabled; empty where nothing was said.
  Optional<Boolean> enabled(String scheme) {
    return settings.flatMap(found -> found.fact(CHANNEL + scheme)).map(Boolean::parseBoolean);
  }

  /// The resource with a channel enabled or disabled.
  Resource enabling(String scheme, boolean enabled, Id fresh, Instant now) {
    return with(Map.of(CHANNEL + scheme, Boolean.toString(enabled)), fresh, now);
  }

  /// The resource with further facts.
  ///
  /// @param fresh names it where it does not stand yet
  Resource with(Map<String, String> more, Id fresh, Instant now) {
    var facts = new HashMap<>(settings.map(Resource::facts).orElse(Map.of()));
    facts.putAll(more);
    return settings
        .map(found -> found.with(NAME, facts, now))
        .orElseGet(
            () -> new Resource(fresh, account, Resource.Kind.SETTINGS, NAME, facts, now, now));
  }

  private String fact(String word) {
    return settings.flatMap(found -> found.fact(word)).orElse("");
  }
}
