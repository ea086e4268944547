package io.carillon.front.door;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Makes API keys: `sk_live_` or `sk_test_` and 40 hexadecimal digits, shown once.
///
/// A request with an idempotency key must be answered alike when it is repeated, although only the
/// hash of what it made is kept. So there the digits are no chance but an HMAC under the account's
/// auth token of the key's id and the idempotency key: whoever could repeat that could make keys
/// anyway.
public final class NewKeys {
  private static final int CHANCE_OCTETS = 32;
  private static final int DIGITS = 40;
  private static final int ID_DIGITS = 16;

  private final Roster roster;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom chance = new SecureRandom();

  public NewKeys(Roster roster, Ids ids, Clock clock) {
    this.roster = roster;
    this.ids = ids;
    this.clock = clock;
  }

  /// What somebody wants.
  public record Wish(ApiKey.About about, ApiKey.Grant grant, Optional<Instant> expires) {}

  /// A key, and its text, which nobody can tell again.
  public record Made(ApiKey key, Secret text) {}

  /// Makes a key for the caller's account. A key never makes one that may do more than itself, nor
  /// a test key a live one.
  public Order<Made> make(Caller caller, Author by, Wish wish, Optional<Idempotency> once)
      throws InterruptedException {
    var orders = roster.by(by);
    return made(caller, wish, once, key -> orders.add(key, once));
  }

  /// Makes a key in the place of another, which opens the same for as long as was wished and
  /// nothing after that. Where the other one had an end, the new one lives as long as that did.
  ///
  /// @param overlap zero = the other one opens nothing from now on
  public Order<Made> rotate(
      Caller caller, Author by, ApiKey old, Duration overlap, Optional<Idempotency> once)
      throws InterruptedException {
    var now = clock.now();
    var expires =
        old.life().expires().map(end -> now.plus(Duration.between(old.life().created(), end)));
    var orders = roster.by(by);
    return made(
        caller,
        new Wish(old.about(), old.grant(), expires),
        once,
        key -> orders.rotate(old.id(), key, now.plus(overlap), once));
  }

  /// How a key gets into the small tables.
  private interface Adding {
    Order<ApiKey> of(ApiKey key) throws InterruptedException;
  }

  private Order<Made> made(Caller caller, Wish wish, Optional<Idempotency> once, Adding adding)
      throws InterruptedException {
    var beyond = beyond(caller, wish.grant());
    if (beyond.isPresent()) {
      return new Order.Refused<>(beyond.get());
    }
    var id = "key_" + ids.next().hex().substring(ID_DIGITS);
    var salt = once.map(Idempotency::key).orElseGet(this::chance);
    var text = text(caller, wish.grant().live(), id, salt);
    var life = new ApiKey.Life(clock.now(), wish.expires(), Optional.empty());
    var key =
        new ApiKey(
            id,
            caller.account().id(),
            Keys.sha256(text.reveal()),
            wish.about(),
            wish.grant(),
            life);
    return switch (adding.of(key)) {
      case Order.Refused<ApiKey>(var refusal) -> new Order.Refused<>(refusal);
      case Order.Done<ApiKey>(var made, var repeated) ->
          new Order.Done<>(
              new Made(made, text(caller, made.grant().live(), made.id(), salt)), repeated);
    };
  }

  private static Optional<Refusal> beyond(Caller caller, ApiKey.Grant grant) {
    if (grant.live() && !caller.isLive()) {
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "", "A test key makes test keys only."));
    }
    if (grant.scopes().contains(Scope.OPERATE.word()) && !mayOperate(caller, grant)) {
      return Optional.of(
          Refusal.of(
              Fault.FORBIDDEN, "", "Only a live key with the scope operate gives it on, to one."));
    }
    var who = caller.person().isPresent() ? "The user" : "The key";
    var own = caller.scopes();
    return grant.scopes().stream()
        .filter(scope -> isOurs(scope) && !own.contains(scope))
        .sorted()
        .findFirst()
        .map(scope ->
            Refusal.of(Fault.FORBIDDEN, "", who + " lacks the scope " + scope + " itself."));
  }

  private static boolean mayOperate(Caller caller, ApiKey.Grant grant) {
    return grant.live()
        && caller
            .key()
            .filter(own -> own.account().equals(caller.account().id()))
            .filter(own -> own.scopes().contains(Scope.OPERATE.word()))
            .isPresent();
  }

  private static boolean isOurs(String scope) {
    return Scope.EVERY_WORD.contains(scope);
  }

  /// Whether these words may stand as scopes of a key; those of vendors for what is not messaging
  /// may, and open nothing.
  public static Optional<String> unknown(Set<String> scopes, Set<String> elsewhere) {
    return scopes.stream()
        .filter(scope -> !isOurs(scope) && !elsewhere.contains(scope))
        .sorted()
        .findFirst();
  }

  private static Secret text(Caller caller, boolean live, String id, String salt) {
    var secret = caller.account().token().reveal().getBytes(StandardCharsets.UTF_8);
    var digits = Hmac.sha256(secret).hex((id + "\n" + salt).getBytes(StandardCharsets.UTF_8));
    return new Secret((live ? "sk_live_" : "sk_test_") + digits.substring(0, DIGITS));
  }

  private String chance() {
    var octets = new byte[CHANCE_OCTETS];
    chance.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
