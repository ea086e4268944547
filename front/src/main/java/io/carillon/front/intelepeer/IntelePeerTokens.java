package io.carillon.front.intelepeer;

import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Logins;
import io.carillon.front.person.SecondFactor;
import io.carillon.model.Account;
import io.carillon.model.Id;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tokens for 24 hours, which nobody has to keep: JWTs (RFC 7519) by HS256, over the account, the
/// user where one asked, the moment of issue and the moment of expiry.
///
/// The key is made from the account's auth token and what is kept of the user's password, so
/// another auth token ends all tokens that the former gave out, and another password those of the
/// user. Only the one header that we write is read, so none can name another algorithm.
final class IntelePeerTokens {
  /// How long a token counts (page "API Authentication").
  static final Duration LIFE = Duration.ofHours(24);

  private static final int TOKEN_MAX = 512;
  private static final String PURPOSE = "carillon intelepeer token 1";
  private static final String HEAD = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.';
  private static final Pattern CLAIMS =
      Pattern.compile(
          "\\{\"sub\":\"(AC[0-9a-f]{32})\",(?:\"uid\":\"([0-9a-f]{32})\",)?"
              + "\"iat\":[0-9]{1,12},\"exp\":([0-9]{1,12})}");

  private final Accounts accounts;
  private final Clock clock;
  private final SignInRules rules;

  /// @param rules of whom more is asked than the password: they get no tokens
  IntelePeerTokens(Accounts accounts, Clock clock, SignInRules rules) {
    this.accounts = accounts;
    this.clock = clock;
    this.rules = rules;
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

  /// For whom a token is.
  ///
  /// @param user who asked for it; empty where the account itself did
  record Holder(Account account, Optional<OwnUser> user) {
    private Hmac key() {
      var secrets = account.token().reveal() + '\n' + user.map(OwnUser::password).orElse("");
      var key = Hmac.sha256(secrets.getBytes(StandardCharsets.UTF_8));
      return Hmac.sha256(key.of(PURPOSE.getBytes(StandardCharsets.US_ASCII)));
    }

    private String signature(String signed) {
      return encoded(key().of(signed.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /// A token for somebody who has proved who they are, as it was issued at a moment.
  String issue(Holder holder, Instant at) {
    var user = holder.user().map(own -> "\"uid\":\"" + own.id().hex() + "\",").orElse("");
    var claims =
        "{\"sub\":\"%s\",%s\"iat\":%d,\"exp\":%d}"
            .formatted(
                Logins.sid(holder.account().id()),
                user,
                at.getEpochSecond(),
                at.plus(LIFE).getEpochSecond());
    var signed = HEAD + encoded(claims);
    return signed + '.' + holder.signature(signed);
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
    var holder = holder(claims.group(1), Optional.ofNullable(claims.group(2)));
    var signed = shown.substring(0, dot);
    var signature = shown.substring(dot + 1);
    boolean genuine =
        holder
            .filter(this::isFit)
            .filter(found -> Hmac.same(found.signature(signed), signature))
            .isPresent();
    if (!genuine) {
      return new Proof.None();
    }
    return clock.now().getEpochSecond() >= Long.parseLong(claims.group(3))
        ? new Proof.Expired()
        : new Proof.Of(holder.orElseThrow().account());
  }

  private boolean isFit(Holder holder) {
    return holder.user().isPresent()
        ? isFit(holder.user().get())
        : !holder.account().token().reveal().isEmpty();
  }

  /// Whether a user may have a token, now.
  boolean isFit(OwnUser user) {
    return user.mayGetTokens() && !SecondFactor.isAsked(rules, accounts.directory(), user);
  }

  private Optional<Holder> holder(String sid, Optional<String> uid) {
    var directory = accounts.directory();
    var account = Logins.account(sid).flatMap(directory::account);
    if (account.isEmpty() || uid.isEmpty()) {
      return account.map(found -> new Holder(found, Optional.empty()));
    }
    return uid.flatMap(Id::fromHex)
        .flatMap(id -> OwnUser.find(directory, account.get().id(), id))
        .map(user -> new Holder(account.get(), Optional.of(user)));
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
