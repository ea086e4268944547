package io.carillon.store.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The operator's keys, under which data keys are wrapped: the first one wraps, the others still
/// open what was wrapped before.
public final class MasterKeys {
  /// How many there may be at a time.
  public static final int KEYS_MAX = 16;

  private static final String HASHED_BEFORE = "carillon master key\n";
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");
  private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String FORM =
      "a master key has 64 hexadecimal digits, for instance from: openssl rand -hex 32";

  private final List<SealingKey> keys;

  private MasterKeys(List<SealingKey> keys) {
    this.keys = keys;
  }

  /// Reads keys, blanks, line ends or commas between; a line that begins with # says nothing.
  ///
  /// @throws IllegalArgumentException with words for people that repeat nothing of the text
  public static MasterKeys parse(String text) {
    var keys = new ArrayList<SealingKey>();
    for (var line : text.lines().filter(it -> !it.startsWith("#")).toList()) {
      SEPARATORS
          .splitAsStream(line.strip())
          .filter(word -> !word.isEmpty())
          .forEach(word -> keys.add(key(word)));
    }
    if (keys.isEmpty() || keys.size() > KEYS_MAX) {
      throw new IllegalArgumentException(
          "there are " + keys.size() + " master keys; there may be 1 to " + KEYS_MAX);
    }
    return new MasterKeys(List.copyOf(keys));
  }

  private static SealingKey key(String word) {
    if (!KEY.matcher(word).matches()) {
      throw new IllegalArgumentException(FORM);
    }
    var octets = HexFormat.of().parseHex(word);
    return SealingKey.of(number(octets), octets);
  }

  /// A key is named by what it is, so that nobody has to number keys.
  private static int number(byte[] octets) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(HASHED_BEFORE.getBytes(StandardCharsets.US_ASCII));
      var hash = digest.digest(octets);
      return HexFormat.fromHexDigits(HexFormat.of().formatHex(Arrays.copyOf(hash, 4)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// The text of a new key.
  public static String fresh() {
    return HexFormat.of().formatHex(SealingKey.fresh(0).key().getEncoded());
  }

  /// The one that wraps.
  public SealingKey current() {
    return keys.getFirst();
  }

  /// The one with this number.
  public Optional<SealingKey> find(int id) {
    return keys.stream().filter(key -> key.id() == id).findFirst();
  }

  /// Their numbers, as people see them.
  public List<String> words() {
    return keys.stream().map(key -> SealingKey.word(key.id())).toList();
  }

  /// How many there are.
  public int size() {
    return keys.size();
  }

  @Override
  public String toString() {
    return keys.toString();
  }
}
