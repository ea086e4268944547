package io.carillon.front.arranged;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.util.Comparator;
import java.util.Optional;

/// Somebody who may sign in for an account. The name is what they type, most often an e-mail
/// address, and is theirs alone on the whole server.
///
/// Its facts: `password` as [Passwords] keeps it, and `api_access`, which is `true` where they may
/// get tokens for programs. Dialects may keep more.
public record OwnUser(Resource resource) {
  /// The fact that holds what is kept of the password.
  public static final String PASSWORD = "password";

  /// The fact that says whether programs may sign in so.
  public static final String API_ACCESS = "api_access";

  /// The user with this name, upper and lower case being one; the oldest where several have it.
  public static Optional<OwnUser> named(Directory directory, String name) {
    return directory.accounts().stream()
        .map(Account::id)
        .flatMap(account -> directory.resources(account, Resource.Kind.USER).stream())
        .filter(user -> user.name().equalsIgnoreCase(name))
        .min(Comparator.comparing(Resource::created).thenComparing(Resource::id))
        .map(OwnUser::new);
  }

  /// The user of an account with this id.
  public static Optional<OwnUser> find(Directory directory, AccountId account, Id id) {
    return directory.resource(account, Resource.Kind.USER, id).map(OwnUser::new);
  }

  /// Its id.
  public Id id() {
    return resource.id();
  }

  /// Whose user it is.
  public AccountId account() {
    return resource.account();
  }

  /// What is kept of the password; empty where none was set.
  public String password() {
    return resource.fact(PASSWORD).orElse("");
  }

  /// Whether they may get tokens for programs.
  public boolean hasApiAccess() {
    return resource.fact(API_ACCESS).filter("true"::equals).isPresent();
  }
}
