package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// Makes passwords of ESMEs: eight letters and digits, as many as SMPP has room for, without those
/// that are mistaken for others.
///
/// A request with an idempotency key must be answered alike when it is repeated, although only a
/// hash is kept: there the characters are no chance but an HMAC under the account's auth token, as
/// the texts of API keys are.
final class EsmePassword {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 8;
  private static final int CHANCE_OCTETS = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private EsmePassword() {}

  static String make(Caller caller, Id esme, Optional<Idempotency> once) {
    var salt = once.map(Idempotency::key).orElseGet(EsmePassword::chance);
    var secret = caller.account().token().reveal().getBytes(StandardCharsets.UTF_8);
    var named = ("smpp user " + esme.hex() + "\n" + salt).getBytes(StandardCharsets.UTF_8);
    var octets = HexFormat.of().parseHex(Hmac.sha256(secret).hex(named));
    var password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      // Two octets a character: how far one is likelier than another is beyond notice.
      int number = ((octets[2 * i] & 0xFF) << 8) | (octets[2 * i + 1] & 0xFF);
      password.append(LETTERS.charAt(number % LETTERS.length()));
    }
    return password.toString();
  }

  private static String chance() {
    var octets = new byte[CHANCE_OCTETS];
    CHANCE.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
