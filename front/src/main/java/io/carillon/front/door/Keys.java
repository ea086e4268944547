package io.carillon.front.door;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Finds out who calls from the API key of a request.
///
/// Only the SHA-256 of a key is kept, and the lookup is by that hash: how long it takes tells
/// nothing about the key. Every reason why a key is not taken gets the same answer.
public final class Keys {
  private static final int KEY_MAX = 256;
  private static final HexFormat HEX = HexFormat.of();
  private static final String SCHEME = "Bearer ";

  private final Threshold threshold;

  /// Looks keys up behind `threshold`.
  public Keys(Threshold threshold) {
    this.threshold = threshold;
  }

  /// Looks keys up in `accounts`, without limits.
  public Keys(Accounts accounts, Clock clock) {
    this(new Threshold(accounts, clock, Threshold.Limits.NONE));
  }

  /// What showing a key led to.
  public sealed interface Entry {
    /// The key opens the door.
    record Granted(Caller caller) implements Entry {}

    /// It does not: unauthenticated, or forbidden.
    record Denied(Refusal refusal) implements Entry {}
  }

  /// Who calls, if they may do `scope`. The key stands in `Authorization: Bearer`, or in
  /// `X-API-Key` where there is no `Authorization`.
  public Entry enter(Request request, Scope scope) {
    return enter(request, shown(request), scope);
  }

  /// Who shows this key in a request, if they may do `scope`.
  public Entry enter(Request request, String shown, Scope scope) {
    if (shown.isEmpty() || shown.length() > KEY_MAX) {
      return threshold.unknown(request);
    }
    return threshold.admit(request, scope, () -> caller(shown));
  }

  /// Whether somebody who was let in a while ago by a key or a token still would be.
  public boolean knows(Caller caller) {
    var directory = threshold.accounts().directory();
    var now = threshold.clock().now();
    return threshold.mayAct(caller)
        && caller
            .key()
            .map(key -> directory.key(key.sha256()).filter(found -> found.isLive(now)).isPresent())
            .orElse(true);
  }

  private Optional<Caller> caller(String shown) {
    var directory = threshold.accounts().directory();
    var now = threshold.clock().now();
    var key = directory.key(sha256(shown)).filter(found -> found.isLive(now));
    return key.flatMap(found -> directory.account(found.account()))
        .map(account -> new Caller(account, key));
  }

  /// The hash under which a key is kept: 64 lower-case hexadecimal digits.
  public static String sha256(String key) {
    return sha256(key.getBytes(StandardCharsets.UTF_8));
  }

  /// The SHA-256 of octets: 64 lower-case hexadecimal digits.
  public static String sha256(byte[]... octets) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var some : octets) {
        digest.update(some);
      }
      return HEX.formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String shown(Request request) {
    var authorization = request.header("Authorization");
    if (authorization.isEmpty()) {
      return request.header("X-API-Key").orElse("").strip();
    }
    return authorization.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.get().substring(SCHEME.length()).strip()
        : "";
  }

  static Entry denied(Fault fault, String detail) {
    return new Entry.Denied(Refusal.of(fault, "", detail));
  }
}
