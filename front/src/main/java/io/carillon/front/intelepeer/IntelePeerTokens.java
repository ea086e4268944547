package io.carillon.front.intelepeer;

import io.carillon.front.door.Logins;
import io.carillon.model.Account;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/// Tokens for 24 hours, which nobody has to keep: JWTs (RFC 7519) by HS256, over the account, the
/// moment of issue and the moment of expiry.
///
/// The key is made from the account's auth token, so another auth token ends all that the former
/// gave out. Only the one header that we write is read, so none can name another algorithm.
final class IntelePeerTokens {
  /// How long a token counts (page "API Authentication").
  static final Duration LIFE = Duration.ofHours(24);

  private static final int TOKEN_MAX = 512;
  private static final byte[] PURPOSE =
      "carillon intelepeer token 1".getBytes(StandardCharsets.US_ASCII);
  private static final String HEAD = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.';
  private static final Pattern CLAIMS =
      Pattern.compile("\\{\"sub\":\"(AC[0-9a-f]{32})\",\"iat\":[0-9]{1,12},\"exp\":([0-9]{1,12})}");

  private final Accounts accounts;
  private final Clock clock;

  IntelePeerTokens(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /// What a token proves.
  sealed interface Proof {
    /// Who calls.
    record Of(Account account) implements Proof {}

    /// It was one of ours, and its time is over.
    record Expired() implements Proof {}

    /// Nothing.
    record None() implements Proof {}
  }

  /// A token for an account that showed its auth token.
  String issue(Account account) {
    var now = clock.now();
    var claims =
        "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(
                Logins.sid(account.id()), now.getEpochSecond(), now.plus(LIFE).getEpochSecond());
    var signed = HEAD + encoded(claims);
    return signed + '.' + signature(account, signed);
  }

  /// Whether a text is written as our tokens are, whoever wrote it.
  static boolean isOne(String shown) {
    return shown.length() <= TOKEN_MAX && shown.startsWith(HEAD);
  }

  /// Checks a text for which [#isOne] holds.
  Proof check(String shown) {
    int dot = shown.lastIndexOf('.');
    if (dot < HEAD.length()) {
      return new Proof.None();
    }
    var claims = CLAIMS.matcher(decoded(shown.substring(HEAD.length(), dot)));
    if (!claims.matches()) {
      return new Proof.None();
    }
    var account = Logins.account(claims.group(1)).flatMap(accounts.directory()::account);
    boolean genuine =
        account
            .filter(found -> !found.token().reveal().isEmpty())
            .filter(found ->
                Hmac.same(signature(found, shown.substring(0, dot)), shown.substring(dot + 1)))
            .isPresent();
    if (!genuine) {
      return new Proof.None();
    }
    return clock.now().getEpochSecond() >= Long.parseLong(claims.group(2))
        ? new Proof.Expired()
        : new Proof.Of(account.orElseThrow());
  }

  private static String signature(Account account, String signed) {
    var token = account.token().reveal().getBytes(StandardCharsets.UTF_8);
    var key = Hmac.sha256(Hmac.sha256(token).of(PURPOSE));
    return encoded(key.of(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
