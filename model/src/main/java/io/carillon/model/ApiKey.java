package io.carillon.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A key that a program presents. Only its SHA-256 is kept.
///
/// @param id public, for instance `key_0123456789abcdef`
/// @param sha256 64 lower-case hexadecimal digits
public record ApiKey(
    String id, AccountId account, String sha256, About about, Grant grant, Life life) {

  /// What people call it, and what it is for.
  public record About(String name, String description) {
    /// A name alone.
    public static About named(String name) {
      return new About(name, "");
    }
  }

  /// What it may do.
  ///
  /// @param scopes for instance `messaging:send`
  /// @param live whether what it sends goes to real people; else to the sandbox, unbilled
  /// @param rate requests a second; 0 = the server's own limit
  public record Grant(Set<String> scopes, boolean live, int rate) {
    public Grant {
      scopes = Set.copyOf(scopes);
    }

    /// These scopes, live, at the server's own rate.
    public static Grant live(Set<String> scopes) {
      return new Grant(scopes, true, 0);
    }
  }

  /// When it was made, and from when on it counts no more.
  public record Life(Instant created, Optional<Instant> expires, Optional<Instant> revoked) {
    /// From now on, for ever.
    public static Life since(Instant now) {
      return new Life(now, Optional.empty(), Optional.empty());
    }
  }

  /// What people call it.
  public String name() {
    return about.name();
  }

  /// What it may do.
  public Set<String> scopes() {
    return grant.scopes();
  }

  /// Whether it opens anything at `now`.
  public boolean isLive(Instant now) {
    return life.revoked().isEmpty() && life.expires().map(now::isBefore).orElse(true);
  }

  /// This key under another name.
  public ApiKey named(About next) {
    return new ApiKey(id, account, sha256, next, grant, life);
  }

  /// This key, of no use from `moment` on at the latest.
  public ApiKey until(Instant moment) {
    boolean sooner = life.expires().filter(end -> !end.isAfter(moment)).isPresent();
    var ending = new Life(life.created(), Optional.of(moment), life.revoked());
    return sooner ? this : new ApiKey(id, account, sha256, about, grant, ending);
  }

  /// This key, of no use from `now` on.
  public ApiKey revoked(Instant now) {
    var ended = new Life(life.created(), life.expires(), Optional.of(now));
    return life.revoked().isPresent() ? this : new ApiKey(id, account, sha256, about, grant, ended);
  }
}
