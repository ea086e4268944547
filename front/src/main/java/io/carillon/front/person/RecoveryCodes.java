package io.carillon.front.person;

import io.carillon.front.door.Keys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What opens in the place of a code where the device is lost: ten of 80 random bits, each once. Of
/// each its SHA-256 is kept, which is as good as a slow hash where nothing can be guessed.
public final class RecoveryCodes {
  private static final int COUNT = 10;

  private static final int OCTETS = 10;
  private static final int GROUP = 4;
  private static final SecureRandom CHANCE = new SecureRandom();

  private RecoveryCodes() {}

  /// New ones, in groups of four letters.
  public static List<String> fresh() {
    var codes = new ArrayList<String>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      var octets = new byte[OCTETS];
      CHANCE.nextBytes(octets);
      var text = Base32.text(octets).toLowerCase(Locale.ROOT);
      codes.add(text.replaceAll("(.{" + GROUP + "})(?!$)", "$1-"));
    }
    return codes;
  }

  /// What is kept of them.
  public static String kept(List<String> codes) {
    return codes.stream().map(RecoveryCodes::hash).collect(Collectors.joining(" "));
  }

  /// What is kept once a code was used; empty where it is none of them.
  public static Optional<String> without(String kept, String code) {
    var hash = hash(code);
    var hashes = new ArrayList<>(List.of(kept.split(" ", -1)));
    return hashes.remove(hash) ? Optional.of(String.join(" ", hashes)) : Optional.empty();
  }

  private static String hash(String code) {
    return Keys.sha256(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", ""));
  }
}
