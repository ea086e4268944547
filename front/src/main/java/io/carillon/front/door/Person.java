package io.carillon.front.door;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Session;

/// A user who signed in, by the session that their browser shows.
public record Person(Role role, Session session) {
  private static final String PREFIX = "user_";

  /// The user's id.
  public Id id() {
    return session.user();
  }

  /// Whose user it is.
  public AccountId account() {
    return session.account();
  }

  /// What a user with this id is called in the API and the audit log.
  public static String name(Id user) {
    return PREFIX + user.uuid();
  }
}
