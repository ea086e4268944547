package io.carillon.front.door;

import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Who calls: an account in good standing, and the key that it showed or the person who signed in;
/// neither where it showed its auth token.
public record Caller(Account account, Optional<ApiKey> key, Optional<Person> person) {
  /// One who showed a key, or the auth token.
  public Caller(Account account, Optional<ApiKey> key) {
    this(account, key, Optional.empty());
  }

  /// Who they are for the audit log: whose key it is, even where it acts for an account below.
  public Author author(Request request) {
    var own = key.map(ApiKey::account).or(() -> person.map(Person::account));
    return new Author(
        own.orElse(account.id()).toString(),
        credential(),
        request.remote().getHostAddress(),
        request.id());
  }

  /// Whether their key operates the server.
  public boolean operates() {
    return key.map(shown -> shown.scopes().contains(Scope.OPERATE.word())).orElse(false);
  }

  private String credential() {
    return key.map(shown -> "key " + shown.id())
        .or(() -> person.map(user -> "user " + Person.name(user.id())))
        .orElse("token");
  }

  /// The same for an account below.
  public Caller at(Account below) {
    return new Caller(below, key, person);
  }

  /// The words of what they may do, and so of what they may give on: an auth token may do all but
  /// operate the server.
  public Set<String> scopes() {
    return key.map(ApiKey::scopes)
        .or(() -> person.map(user -> user.role().scopes()))
        .orElse(Scope.ALL_WORDS);
  }

  /// Whether they may do everything with what is the account's.
  public boolean mayDoEverything() {
    return isLive() && scopes().containsAll(Scope.ALL_WORDS);
  }

  /// Whether what they send goes to real people; else to the sandbox, unbilled.
  public boolean isLive() {
    return key.map(shown -> shown.grant().live()).orElse(true);
  }
}
