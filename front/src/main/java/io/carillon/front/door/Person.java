package io.carillon.front.door;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Session;

/// A user who signed in, by the session that their browser shows.
///
/// @param bare whether a second factor is asked of them that they do not have yet: until then they
///   see and change nothing but [Area#ENTRY]
public record Person(Role role, Session session, boolean bare) {
  private static final String PREFIX = "user_";

  /// How far they go in an area now.
  public Role.Reach in(Area area) {
    return bare && area != Area.ENTRY ? Role.Reach.NONE : role.in(area);
  }

  /// Whether they may look, or change something, in an area now.
  public boolean may(Area area, boolean changes) {
    return in(area).compareTo(changes ? Role.Reach.CHANGE : Role.Reach.READ) >= 0;
  }

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
