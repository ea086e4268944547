package io.carillon.front.person;

import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Role;
import io.carillon.model.Directory;
import io.carillon.model.Resource;
import io.carillon.model.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a user shows beside the password: a code of their device, or one of those that they wrote
/// down. Decides only; what it answers is to be written before anybody is let in by it.
public final class SecondFactor {
  private SecondFactor() {}

  /// Whether a user has one.
  public static boolean isOn(OwnUser user) {
    return fact(user, OwnUser.TOTP_SECRET).isPresent();
  }

  /// Whether one is asked of a user, who may have it or not.
  public static boolean isAsked(SignInRules rules, Directory directory, OwnUser user) {
    return user.role()
        .filter(role -> rules.secondFactor(directory, user.account()).asks(role == Role.OWNER))
        .isPresent();
  }

  /// The user with a secret that does not count before they have shown a code of it.
  public static Resource offered(OwnUser user, String secret, Instant now) {
    return with(user, Map.of(OwnUser.TOTP_OFFER, secret), now);
  }

  /// The user with the secret that was offered, where this is a code of it. Of their sessions only
  /// one stays, since others may have begun by the password alone.
  ///
  /// @param session the one that stays
  /// @param recovery what opens in the place of codes
  public static Optional<Resource> confirmed(
      OwnUser user, Session session, String code, List<String> recovery, Instant now) {
    var secret = fact(user, OwnUser.TOTP_OFFER);
    var step = secret.map(offer -> Totp.step(offer, code, now, 0));
    return step.isPresent() && step.get().isPresent()
        ? Optional.of(
            with(
                user,
                Map.of(
                    OwnUser.TOTP_OFFER, "",
                    OwnUser.TOTP_SECRET, secret.get(),
                    OwnUser.TOTP_STEP, Long.toString(step.get().getAsLong()),
                    OwnUser.TOTP_RECOVERY, RecoveryCodes.kept(recovery),
                    OwnUser.SESSIONS_SINCE, OwnUser.sessionsSince(now, session.id())),
                now))
        : Optional.empty();
  }

  /// The user after a code was used, which opens nothing from then on; empty where it is none.
  public static Optional<Resource> used(OwnUser user, String code, Instant now) {
    var secret = fact(user, OwnUser.TOTP_SECRET).orElse("");
    long last = fact(user, OwnUser.TOTP_STEP).map(Long::parseLong).orElse(0L);
    var step = Totp.step(secret, code, now, last);
    if (step.isPresent()) {
      return Optional.of(
          with(user, Map.of(OwnUser.TOTP_STEP, Long.toString(step.getAsLong())), now));
    }
    return RecoveryCodes.without(fact(user, OwnUser.TOTP_RECOVERY).orElse(""), code)
        .map(left -> with(user, Map.of(OwnUser.TOTP_RECOVERY, left), now));
  }

  /// The user without one.
  public static Resource removed(OwnUser user, Instant now) {
    return with(
        user,
        Map.of(
            OwnUser.TOTP_OFFER, "",
            OwnUser.TOTP_SECRET, "",
            OwnUser.TOTP_STEP, "",
            OwnUser.TOTP_RECOVERY, ""),
        now);
  }

  private static Optional<String> fact(OwnUser user, String name) {
    return user.resource().fact(name);
  }

  private static Resource with(OwnUser user, Map<String, String> changed, Instant now) {
    var facts = new HashMap<>(user.resource().facts());
    facts.putAll(changed);
    facts.values().removeIf(String::isEmpty);
    return user.resource().with(user.resource().name(), facts, now);
  }
}
