package io.carillon.front.v2;

import io.carillon.engine.account.SignIns;
import io.carillon.front.door.Threshold;
import io.carillon.front.person.Lockout;
import io.carillon.front.person.SessionCookie;
import io.carillon.front.person.SessionDoor;
import io.carillon.model.port.Signings;

/// What signing in stands on.
public record V2SigningIn(
    Threshold threshold,
    SessionDoor door,
    SessionDoor.Standing standing,
    SessionCookie cookie,
    Lockout lockout,
    SignIns signIns) {
  /// Looks users up in `standing`, behind `threshold`.
  public V2SigningIn(
      Threshold threshold, SessionDoor.Standing standing, SessionCookie cookie, SignIns signIns) {
    this(
        threshold,
        new SessionDoor(threshold, standing, cookie),
        standing,
        cookie,
        new Lockout(standing.clock()),
        signIns);
  }

  Signings signings() {
    return standing.signings();
  }
}
