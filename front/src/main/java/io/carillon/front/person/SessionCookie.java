package io.carillon.front.person;

import io.carillon.model.Session;
import io.carillon.wire.http.Request;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookie that holds a session: 256 random bits. Scripts cannot read it, other sites' pages do
/// not send it; by TLS it has the prefix `__Host-`, so that no other host sets it (RFC 6265bis
/// §4.1.3).
///
/// @param tls whether this server speaks TLS itself; behind a proxy that does, each request says so
///   (`X-Forwarded-Proto`)
public record SessionCookie(boolean tls) {
  private static final String NAME = "carillon-session";
  private static final String SAFE_NAME = "__Host-" + NAME;
  private static final int OCTETS = 32;
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom CHANCE = new SecureRandom();

  /// What a new session shows.
  public static String text() {
    var octets = new byte[OCTETS];
    CHANCE.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /// What a request shows; empty where it is no session's.
  public Optional<String> shown(Request request) {
    var name = name(request) + "=";
    return request.headers("Cookie").stream()
        .flatMap(line -> Pattern.compile(";").splitAsStream(line))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name))
        .map(pair -> pair.substring(name.length()))
        .filter(text -> TEXT.matcher(text).matches())
        .findFirst();
  }

  /// The header that sets it.
  public String set(Request request, String text) {
    return written(request, text, Session.LIFE.toSeconds());
  }

  /// The header that takes it away.
  public String unset(Request request) {
    return written(request, "", 0);
  }

  private String written(Request request, String text, long seconds) {
    return name(request)
        + "="
        + text
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (isSafe(request) ? "; Secure" : "");
  }

  private String name(Request request) {
    return isSafe(request) ? SAFE_NAME : NAME;
  }

  private boolean isSafe(Request request) {
    return tls || request.header("X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
  }
}
