package io.carillon.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A key that a program presents. Only its SHA-256 is kept.
///
/// @param id public, for instance `key_0123456789abcdef`
/// @param sha256 64 lower-case hexadecimal digits
/// @param scopes what it may do, for instance `messaging:send`
public record ApiKey(
    String id, AccountId account, String sha256, String name, Set<String> scopes, Life life) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /// When it was made, and from when on it counts no more.
  public record Life(Instant created, Optional<Instant> expires, Optional<Instant> revoked) {}

  /// Whether it opens anything at `now`.
  public boolean isLive(Instant now) {
    return life.revoked().isEmpty() && life.expires().map(now::isBefore).orElse(true);
  }
}
