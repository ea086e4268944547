package io.carillon.front.door;

import io.carillon.model.AccountId;
import io.carillon.model.ApiKey;
import io.carillon.model.Id;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// Finds out who calls from a user and a password: `Authorization: Basic` (RFC 7617) or the same
/// pair in a body.
///
/// | user | password |
/// |---|---|
/// | account SID (`AC` and 32 hex digits) | the account's auth token, or one of its API keys |
/// | an API key's id, or `SK` and the first 32 hex digits of its SHA-256 | the API key |
/// | an API key | nothing |
///
/// Passwords are compared by their hashes, in a time that tells nothing of where they differ, and
/// also where there is no such account. Every reason why a pair is not taken gets the same answer.
public final class Logins {
  private static final int HEADER_MAX = 1_024;
  private static final String SCHEME = "Basic ";
  private static final String ACCOUNT_PREFIX = "AC";
  private static final String KEY_PREFIX = "SK";
  private static final int SID_DIGITS = 32;

  private final Threshold threshold;

  /// Looks accounts and keys up behind `threshold`.
  public Logins(Threshold threshold) {
    this.threshold = threshold;
  }

  /// Looks accounts and keys up in `accounts`, without limits.
  public Logins(Accounts accounts, Clock clock) {
    this(new Threshold(accounts, clock, Threshold.Limits.NONE));
  }

  /// Who calls, by the header `Authorization`, if they may do `scope`. An auth token may do all but
  /// operate the server.
  public Keys.Entry enter(Request request, Scope scope) {
    var shown = request.header("Authorization").orElse("");
    if (shown.length() > HEADER_MAX || !shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return threshold.unknown(request);
    }
    var pair = decoded(shown.substring(SCHEME.length()).strip());
    int colon = pair.indexOf(':');
    return colon < 0
        ? threshold.unknown(request)
        : enter(request, pair.substring(0, colon), pair.substring(colon + 1), scope);
  }

  /// Who calls, by user and password, if they may do `scope`.
  public Keys.Entry enter(Request request, String user, String password, Scope scope) {
    return threshold.admit(
        request, scope, () -> byToken(user, password).or(() -> byKey(user, password)));
  }

  /// The account that its SID and its auth token open.
  public Optional<Caller> byToken(String user, String password) {
    var found = account(user).flatMap(threshold.accounts().directory()::account);
    var token = found.map(account -> account.token().reveal()).orElse("");
    boolean same = same(password, token);
    return found
        .filter(_ -> same && !token.isEmpty())
        .map(account -> new Caller(account, Optional.empty()));
  }

  /// The account that a SID (`AC` and 32 hex digits) names.
  public static Optional<AccountId> account(String sid) {
    return sid.startsWith(ACCOUNT_PREFIX)
        ? Id.fromHex(sid.substring(ACCOUNT_PREFIX.length())).map(AccountId::new)
        : Optional.empty();
  }

  /// The SID of an account.
  public static String sid(AccountId account) {
    return ACCOUNT_PREFIX + account.value().hex();
  }

  /// The SID of an API key.
  public static String sid(ApiKey key) {
    return KEY_PREFIX + key.sha256().substring(0, SID_DIGITS);
  }

  private Optional<Caller> byKey(String user, String password) {
    var directory = threshold.accounts().directory();
    var now = threshold.clock().now();
    boolean alone = password.isEmpty();
    var shown = alone ? user : password;
    var key = directory.key(Keys.sha256(shown)).filter(found -> found.isLive(now));
    return key.filter(found -> alone || isNamed(user, found))
        .flatMap(found -> directory.account(found.account()))
        .map(account -> new Caller(account, key));
  }

  private static boolean isNamed(String user, ApiKey key) {
    return user.equalsIgnoreCase(sid(key))
        || user.equals(key.id())
        || account(user).filter(key.account()::equals).isPresent();
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        Keys.sha256(one).getBytes(StandardCharsets.US_ASCII),
        Keys.sha256(other).getBytes(StandardCharsets.US_ASCII));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
