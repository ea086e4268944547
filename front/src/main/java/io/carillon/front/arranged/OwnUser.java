package io.carillon.front.arranged;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Somebody who may act for an account. What they type to sign in is their e-mail address, or their
/// name where none is kept.
///
/// Its facts: `email_address`, `status` (`active`, also when absent, or `suspended`), `password` as
/// `door.Passwords` keeps it, and `api_access`, which is `true` where they may get tokens for
/// programs. Dialects may keep more.
public record OwnUser(Resource resource) {
  /// The fact that holds the e-mail address.
  public static final String MAIL = "email_address";

  /// The fact that says whether they may act.
  public static final String STATUS = "status";

  /// The fact that holds what is kept of the password.
  public static final String PASSWORD = "password";

  /// The fact that says whether programs may sign in so.
  public static final String API_ACCESS = "api_access";

  private static final String ACTIVE = "active";

  /// The user by whose login programs may sign in, upper and lower case being one; the oldest where
  /// several have it.
  public static Optional<OwnUser> withAccess(Directory directory, String login) {
    return directory.accounts().stream()
        .map(Account::id)
        .flatMap(account -> of(directory, account).stream())
        .filter(user -> user.login().equalsIgnoreCase(login) && user.mayGetTokens())
        .min(Comparator.comparing(user -> user.resource().created()));
  }

  /// Whether somebody else signs in so: of two with one login, only the older one could.
  ///
  /// @param self whose login it is, or is to be
  public static boolean isTaken(Directory directory, String login, Id self) {
    return withAccess(directory, login).filter(user -> !user.id().equals(self)).isPresent();
  }

  /// The users of an account, oldest first.
  public static List<OwnUser> of(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.USER).stream().map(OwnUser::new).toList();
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

  /// What they type to sign in.
  public String login() {
    return mail().orElse(resource.name());
  }

  /// The e-mail address, where one is kept.
  public Optional<String> mail() {
    return resource.fact(MAIL);
  }

  /// What is kept of the password; empty where none was set.
  public String password() {
    return resource.fact(PASSWORD).orElse("");
  }

  /// Whether they may act at all.
  public boolean isActive() {
    return resource.fact(STATUS).map(ACTIVE::equals).orElse(true);
  }

  /// Whether programs may sign in so, once there is a password.
  public boolean hasApiAccess() {
    return resource.fact(API_ACCESS).filter("true"::equals).isPresent();
  }

  /// Whether they may get tokens for programs now.
  public boolean mayGetTokens() {
    return isActive() && hasApiAccess() && !password().isEmpty();
  }
}
